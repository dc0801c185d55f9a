using Infra.Machine.Provider.Local;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;
using Infra.Rehearsal.Account;
using Microsoft.Extensions.Time.Testing;

namespace Infra.Rehearsal.Tests.Support;

/// <summary>A rehearsed cloud with an account of the test's own, gone afterwards.</summary>
internal sealed class TestCloud : IProviderHost, IAsyncDisposable
{
    private static readonly byte[] _seed = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    private readonly string _directory;
    private readonly List<string> _said = [];

    /// <param name="faults">As in INFRA_REHEARSAL_FAULTS.</param>
    /// <param name="directory">The root; default: a temporary one. Images are shared, they take a minute to build.</param>
    /// <param name="registry">Where images are taken from instead of their own registries.</param>
    public TestCloud(string faults = "", string? directory = null, string? registry = null)
    {
        // Before anything is made that would have to be taken away.
        var parsed = CloudFaults.Parse(faults, Time);
        _directory = directory is null ? Directory.CreateTempSubdirectory("infra-rehearsal-").FullName : Directory.CreateDirectory(directory).FullName;
        Root = LocalRoot.FromEnvironment(name => name == LocalRoot.DirectoryVariable ? _directory : "/var/lib/infra/images");
        Account = new CloudAccount(Root);
        Provider = new RehearsalProvider(this, Root, Time, parsed, registry);
    }

    public LocalRoot Root { get; }

    public CloudAccount Account { get; }

    public RehearsalProvider Provider { get; }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 26, 12, 0, 0, TimeSpan.Zero));

    /// <summary>Where the code of apps is.</summary>
    public string ProjectDirectory { get; set; } = "/nonexistent";

    public IReadOnlyList<string> Said
    {
        get
        {
            lock (_said)
            {
                return [.. _said];
            }
        }
    }

    public static string Urn(string kind, string name = "a") =>
        $"urn:pulumi:test::test::digitalocean:index/{char.ToLowerInvariant(kind[0])}{kind[1..]}:{kind}::{name}";

    public Task<CheckResult> CheckAsync(string kind, PropertyMap inputs, string name = "a") =>
        Provider.CheckAsync(new CheckArgs(Urn(kind, name), null, inputs, _seed), CancellationToken.None);

    /// <summary>Checks, which must succeed, and creates.</summary>
    public async Task<(CreateResult Made, PropertyMap Inputs)> MakeAsync(string kind, PropertyMap inputs, string name = "a")
    {
        var check = await CheckAsync(kind, inputs, name);
        check.Failures.ShouldBeEmpty();
        return (await Provider.CreateAsync(new CreateArgs(Urn(kind, name), check.Inputs, null, Preview: false), CancellationToken.None), check.Inputs);
    }

    public Task<ReadResult?> ReadAsync(string kind, string id, PropertyMap outputs, PropertyMap? inputs, string name = "a") =>
        Provider.ReadAsync(new ReadArgs(id, Urn(kind, name), outputs, inputs, null), CancellationToken.None);

    public Task DeleteAsync(string kind, string id, PropertyMap inputs, string name = "a") =>
        Provider.DeleteAsync(new DeleteArgs(id, Urn(kind, name), inputs, inputs, null), CancellationToken.None);

    public void Log(LogSeverity severity, string message, string urn = "", bool ephemeral = false)
    {
        lock (_said)
        {
            _said.Add(message);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Provider.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }
}
