using Infra.Machine.Provider;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;
using Tests.Support;

namespace EndToEnd.Tests.Support;

/// <summary>A plain Debian machine with a sudo user, as one might have it from anywhere.</summary>
internal sealed class OwnServer : IAsyncDisposable
{
    private readonly IResourceProvider _provider;
    private readonly CreateResult _server;
    private readonly PropertyMap _inputs;
    private readonly string _privateKey;
    private readonly string _hostKey;

    private OwnServer(IResourceProvider provider, CreateResult server, PropertyMap inputs, string privateKey, string hostKey)
    {
        _provider = provider;
        _server = server;
        _inputs = inputs;
        _privateKey = privateKey;
        _hostKey = hostKey;
    }

    public string Address => Text(_server.Outputs, "address");

    public static async Task<OwnServer> CreateAsync(string name)
    {
        (await DebianTools.MissingAsync(DebianTools.OfMachines)).ShouldBeEmpty();
        var provider = new MachineProvider(new Silence());
        var login = await KeyPairAsync(provider, name + "-login");
        var host = await KeyPairAsync(provider, name + "-host");
        PropertyMap inputs =
        [
            new("hostname", name),
            new("image", "debian-12"),
            new("adminUser", "deploy"),
            new("authorizedKeys", PropertyValue.Array(Text(login, "publicKey"))),
            new("hostPublicKey", Text(host, "publicKey")),
            new("hostPrivateKey", host["privateKey"]),
        ];
        var check = await provider.CheckAsync(new CheckArgs(Urn("LocalServer", name), null, inputs, new byte[32]), CancellationToken.None);
        check.Failures.ShouldBeEmpty();
        var server = await provider.CreateAsync(new CreateArgs(Urn("LocalServer", name), check.Inputs, null, false), CancellationToken.None);
        return new OwnServer(provider, server, check.Inputs, Text(login, "privateKey"), Text(host, "publicKey"));
    }

    /// <summary>The lines of a stack's configuration for it; the key is put into the given directory.</summary>
    public IEnumerable<string> Configuration(string directory)
    {
        var key = Path.Combine(directory, "key");
        File.WriteAllText(key, _privateKey);
        File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return ["infra:host: ssh", $"infra:address: {Address}", "infra:user: deploy", $"infra:hostKey: {_hostKey}", $"infra:identityFile: {key}"];
    }

    /// <summary>Runs a script as root over an own connection, as the owner would.</summary>
    public async Task<string> RunAsync(string script)
    {
        var directory = Directory.CreateTempSubdirectory("infra-own-");
        try
        {
            _ = Configuration(directory.FullName).Count();
            var result = await Command.RunAsync(
                "ssh",
                [
                    "-i", Path.Combine(directory.FullName, "key"), "-o", "BatchMode=yes", "-o", "StrictHostKeyChecking=no", "-o", "LogLevel=ERROR",
                    "-o", "UserKnownHostsFile=/dev/null", "-o", "ConnectTimeout=5", $"deploy@{Address}", "sudo sh -s",
                ],
                input: script + "\n");
            return result.ShouldExit(0).Output;
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _provider.DeleteAsync(new DeleteArgs(_server.Id, Urn("LocalServer", "own"), _server.Outputs, _inputs, null), CancellationToken.None);
        await _provider.DisposeAsync();
    }

    private static async Task<PropertyMap> KeyPairAsync(MachineProvider provider, string name) =>
        (await provider.CreateAsync(new CreateArgs(Urn("KeyPair", name), [new("comment", name)], null, false), CancellationToken.None)).Outputs;

    private static string Urn(string type, string name) => $"urn:pulumi:test::test::machine:index:{type}::{name}";

    private static string Text(PropertyMap map, string key) => ((StringValue)map.Find(key)!).Value;

    private sealed class Silence : IProviderHost
    {
        public void Log(LogSeverity severity, string message, string urn, bool ephemeral)
        {
        }
    }
}
