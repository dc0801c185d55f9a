using Infra.Machine.Provider;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;

namespace Bench.Converge;

/// <summary>A fresh Debian machine with SSH, as a cloud would hand it over.</summary>
internal sealed class BenchServer : IAsyncDisposable
{
    private readonly IResourceProvider _provider;
    private readonly CreateResult _server;
    private readonly PropertyMap _inputs;

    private BenchServer(IResourceProvider provider, CreateResult server, PropertyMap inputs, string privateKey, string hostKey)
    {
        _provider = provider;
        _server = server;
        _inputs = inputs;
        PrivateKey = privateKey;
        HostKey = hostKey;
    }

    public string Address => Text(_server.Outputs, "address");

    public string Root => Path.Combine(Text(_server.Outputs, "directory"), "root");

    public string PrivateKey { get; }

    public string HostKey { get; }

    public static async Task<BenchServer> CreateAsync(string name, CancellationToken cancellationToken)
    {
        var provider = new MachineProvider(new Quiet());
        var login = await KeyPairAsync(provider, name + "-login", cancellationToken);
        var host = await KeyPairAsync(provider, name + "-host", cancellationToken);
        var urn = Urn("LocalServer", name);
        var check = await provider.CheckAsync(
            new CheckArgs(
                urn,
                null,
                [
                    new("hostname", name),
                    new("image", "debian-12"),
                    new("adminUser", "deploy"),
                    new("authorizedKeys", PropertyValue.Array(Text(login, "publicKey"))),
                    new("hostPublicKey", Text(host, "publicKey")),
                    new("hostPrivateKey", host["privateKey"]),
                ],
                new byte[32]),
            cancellationToken);
        if (!check.Failures.IsEmpty)
        {
            throw new InvalidOperationException(string.Join("; ", check.Failures));
        }

        var server = await provider.CreateAsync(new CreateArgs(urn, check.Inputs, null, false), cancellationToken);
        return new BenchServer(provider, server, check.Inputs, Text(login, "privateKey"), Text(host, "publicKey"));
    }

    /// <summary>Runs a command there over an own connection.</summary>
    /// <param name="directory">Where the key is put.</param>
    /// <param name="command">For a shell.</param>
    public async Task<TimeSpan> SshAsync(string directory, string command)
    {
        var key = Path.Combine(directory, "key");
        await File.WriteAllTextAsync(key, PrivateKey);
        File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return await Timed.RunAsync(
            "ssh",
            ["-i", key, "-o", "BatchMode=yes", "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null", $"deploy@{Address}", command],
            directory,
            new Dictionary<string, string>());
    }

    public async ValueTask DisposeAsync()
    {
        await _provider.DeleteAsync(new DeleteArgs(_server.Id, Urn("LocalServer", "bench"), _server.Outputs, _inputs, null), CancellationToken.None);
        await _provider.DisposeAsync();
    }

    private static async Task<PropertyMap> KeyPairAsync(MachineProvider provider, string name, CancellationToken cancellationToken) =>
        (await provider.CreateAsync(new CreateArgs(Urn("KeyPair", name), [new("comment", name)], null, false), cancellationToken)).Outputs;

    private static string Urn(string type, string name) => $"urn:pulumi:bench::bench::machine:index:{type}::{name}";

    private static string Text(PropertyMap map, string key) => ((StringValue)map.Find(key)!).Value;

    private sealed class Quiet : IProviderHost
    {
        public void Log(LogSeverity severity, string message, string urn, bool ephemeral)
        {
            if (severity >= LogSeverity.Warning)
            {
                Console.Error.WriteLine(message);
            }
        }
    }
}
