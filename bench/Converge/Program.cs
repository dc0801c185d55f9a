using System.Diagnostics;
using Bench.Converge;
using Bench.Engine;

// Usage: dotnet run --project bench/Converge -c Release -- [runs]     (root, Linux, ansible-playbook on PATH)
var runs = args.Length > 0 ? int.Parse(args[0], System.Globalization.CultureInfo.InvariantCulture) : 5;
var repository = FindRepository();
var sample = Path.Combine(repository, "samples", "django-shop");
var measurements = new Measurements();
string[] packages =
[
    "nginx-light", "nginx", "postgresql", "gunicorn", "python3-django", "libjs-jquery", "python3-psycopg2", "unattended-upgrades", "nftables", "curl",
];

using var cache = new Place();
await using (var server = await BenchServer.CreateAsync("bench-cache", CancellationToken.None))
{
    await DebianCache.FillAsync(server, packages, cache.Path);
}

for (var run = 0; run < runs; run++)
{
    await MeasureAnsibleAsync();
    await MeasureInfraAsync();
}

await MeasureLocalAsync();
measurements.Print();

async Task MeasureLocalAsync()
{
    using var place = new Place();
    var infra = new InfraPeer(place.Path, repository);
    await infra.PrepareLocalAsync(sample);
    await infra.RunAsync("up", "--yes"); // fills the caches of images
    await infra.RunAsync("destroy", "--yes");
    for (var run = 0; run < runs; run++)
    {
        var clock = Stopwatch.StartNew();
        await using (var server = await BenchServer.CreateAsync("bench-ssh", CancellationToken.None))
        {
            await server.SshAsync(place.Path, "true");
            measurements.Add("a local machine, from nothing to the first command over SSH", "infra", clock.Elapsed);
        }

        measurements.Add("another local environment, from nothing to healthy", "infra", await infra.RunAsync("up", "--yes"));
        measurements.Add("its end", "infra", await infra.RunAsync("destroy", "--yes"));
        measurements.Add("infra version", "infra", await infra.VersionAsync());
    }
}

async Task MeasureAnsibleAsync()
{
    using var place = new Place();
    await using var server = await BenchServer.CreateAsync("bench-ansible", CancellationToken.None);
    DebianCache.Put(cache.Path, server);
    var ansible = new AnsiblePeer(place.Path, Path.Combine(repository, "bench", "Converge", "ansible"));
    await ansible.PrepareAsync(server, sample);
    measurements.Add("first converge", "ansible", await ansible.ConvergeAsync(3));
    measurements.Add("nothing changed", "ansible", await ansible.ConvergeAsync(3));
    measurements.Add("worker count changed", "ansible", await ansible.ConvergeAsync(5));
}

async Task MeasureInfraAsync()
{
    using var place = new Place();
    await using var server = await BenchServer.CreateAsync("bench-infra", CancellationToken.None);
    DebianCache.Put(cache.Path, server);
    var infra = new InfraPeer(place.Path, repository);
    await infra.PrepareAsync(server, sample);
    await infra.RunAsync("preview"); // builds the command and the program, once
    measurements.Add("first converge", "infra", await infra.RunAsync("up", "--yes"));
    measurements.Add("nothing changed, server read (--refresh)", "infra", await infra.RunAsync("up", "--yes", "--refresh"));
    measurements.Add("nothing changed, server not read", "infra", await infra.RunAsync("up", "--yes"));
    await infra.SetWorkersAsync(5);
    measurements.Add("worker count changed", "infra", await infra.RunAsync("up", "--yes"));
}

static string FindRepository()
{
    for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
    {
        if (File.Exists(Path.Combine(directory.FullName, "Infra.sln")))
        {
            return directory.FullName;
        }
    }

    throw new InvalidOperationException("Infra.sln is not above the program");
}
