using System.Diagnostics;
using Bench.Converge;

// Usage: dotnet run --project bench/Converge -c Release -- [runs]     (root, Linux, ansible-playbook on PATH)
var runs = args.Length > 0 ? int.Parse(args[0], System.Globalization.CultureInfo.InvariantCulture) : 5;
var repository = FindRepository();
var sample = Path.Combine(repository, "samples", "django-shop");
var measurements = new Measurements();
string[] packages =
[
    "nginx-light", "nginx", "postgresql", "gunicorn", "python3-django", "libjs-jquery", "python3-psycopg2", "unattended-upgrades", "nftables", "curl",
];

var cache = Directory.CreateTempSubdirectory("infra-bench-");
try
{
    await using (var server = await BenchServer.CreateAsync("bench-cache", CancellationToken.None))
    {
        await DebianCache.FillAsync(server, packages, cache.FullName);
    }

    for (var run = 0; run < runs; run++)
    {
        await MeasureAnsibleAsync();
        await MeasureInfraAsync();
    }

    await MeasureLocalAsync();
}
finally
{
    cache.Delete(recursive: true);
}

measurements.Print();

async Task MeasureLocalAsync()
{
    var directory = Directory.CreateTempSubdirectory("infra-bench-");
    var infra = new InfraPeer(directory.FullName, repository);
    await infra.PrepareLocalAsync(sample);
    await infra.RunAsync("up", "--yes"); // fills the caches of images
    await infra.RunAsync("destroy", "--yes");
    for (var run = 0; run < runs; run++)
    {
        var clock = Stopwatch.StartNew();
        await using (var server = await BenchServer.CreateAsync("bench-ssh", CancellationToken.None))
        {
            await server.SshAsync(directory.FullName, "true");
            measurements.Add("a local machine, from nothing to the first command over SSH", "infra", clock.Elapsed);
        }

        measurements.Add("another local environment, from nothing to healthy", "infra", await infra.RunAsync("up", "--yes"));
        measurements.Add("its end", "infra", await infra.RunAsync("destroy", "--yes"));
        measurements.Add("infra version", "infra", await infra.VersionAsync());
    }

    directory.Delete(recursive: true);
}

async Task MeasureAnsibleAsync()
{
    var directory = Directory.CreateTempSubdirectory("infra-bench-");
    await using var server = await BenchServer.CreateAsync("bench-ansible", CancellationToken.None);
    DebianCache.Put(cache.FullName, server);
    var ansible = new AnsiblePeer(directory.FullName, Path.Combine(repository, "bench", "Converge", "ansible"));
    await ansible.PrepareAsync(server, sample);
    measurements.Add("first converge", "ansible", await ansible.ConvergeAsync(3));
    measurements.Add("nothing changed", "ansible", await ansible.ConvergeAsync(3));
    measurements.Add("worker count changed", "ansible", await ansible.ConvergeAsync(5));
    directory.Delete(recursive: true);
}

async Task MeasureInfraAsync()
{
    var directory = Directory.CreateTempSubdirectory("infra-bench-");
    await using var server = await BenchServer.CreateAsync("bench-infra", CancellationToken.None);
    DebianCache.Put(cache.FullName, server);
    var infra = new InfraPeer(directory.FullName, repository);
    await infra.PrepareAsync(server, sample);
    await infra.RunAsync("preview"); // builds the command and the program, once
    measurements.Add("first converge", "infra", await infra.RunAsync("up", "--yes"));
    measurements.Add("nothing changed, server read (--refresh)", "infra", await infra.RunAsync("up", "--yes", "--refresh"));
    measurements.Add("nothing changed, server not read", "infra", await infra.RunAsync("up", "--yes"));
    await infra.SetWorkersAsync(5);
    measurements.Add("worker count changed", "infra", await infra.RunAsync("up", "--yes"));
    directory.Delete(recursive: true);
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
