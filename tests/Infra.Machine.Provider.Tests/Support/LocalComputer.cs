using Infra.Machine.Provider.Keys;
using Infra.Machine.Provider.Local;
using Infra.Machine.Provider.Local.Host;
using Infra.Machine.Provider.Local.Machines;
using Infra.Protocol.Processes;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;
using Tests.Support;

namespace Infra.Machine.Provider.Tests.Support;

/// <summary>A root of the test's own for machines on this computer; images are shared, they take a minute to build. Gone afterwards.</summary>
internal sealed class LocalComputer : IAsyncDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly OpenSshKey _login = OpenSshKey.Generate("login");
    private readonly OpenSshKey _hostKey = OpenSshKey.Generate("host");

    private LocalComputer()
    {
        Root = LocalRoot.FromEnvironment(name => name == LocalRoot.DirectoryVariable ? $"/var/lib/infra-test/{Path.GetFileName(_directory.Path)}" : "/var/lib/infra/images");
        Server = new(Host, Root);
    }

    public RecordingHost Host { get; } = new();

    public LocalRoot Root { get; }

    public LocalServer Server { get; }

    public MachineStore Store => new(Root);

    /// <summary>Installs what is missing if it can; otherwise the test is skipped, and says why.</summary>
    public static async Task<LocalComputer> CreateAsync()
    {
        await DebianTools.MissingAsync(DebianTools.OfMachines);
        Skip.If(HostRequirements.Missing() is [_, ..], string.Join("; ", HostRequirements.Missing()));
        return new LocalComputer();
    }

    public PropertyMap Inputs(string hostname, params (string Name, PropertyValue Value)[] more) => PropertyMap.From(
    [
        new("hostname", hostname),
        new("image", "debian-12"),
        new("adminUser", "admin"),
        new("authorizedKeys", Calls.List(_login.PublicKey)),
        new("hostPublicKey", _hostKey.PublicKey),
        new("hostPrivateKey", ((PropertyValue)_hostKey.PrivateKey).AsSecret()),
        .. more.Select(m => KeyValuePair.Create(m.Name, m.Value)),
    ]);

    public Task<LocalInspection> InspectAsync() => new LocalInspector(Root).InspectAsync(CancellationToken.None);

    /// <summary>The way to a machine, as the resources inside it want it.</summary>
    public PropertyMap Connection(CreateResult machine) =>
    [
        new("host", machine.Outputs["address"]),
        new("user", "admin"),
        new("privateKey", ((PropertyValue)_login.PrivateKey).AsSecret()),
        new("hostKey", _hostKey.PublicKey),
    ];

    /// <summary>Logs in the way a careful person does: with the key, and only to the machine that has the expected host key.</summary>
    public async Task<ProcessResult> SshAsync(CreateResult machine, string command)
    {
        var key = _directory.Write("login", _login.PrivateKey);
        File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var known = _directory.Write("known", $"{machine.Outputs.Text("address")} {_hostKey.PublicKey}\n");
        return await Tool.RunAsync("ssh",
        [
            "-F", "none", "-i", key, "-o", "BatchMode=yes", "-o", "StrictHostKeyChecking=yes", "-o", $"UserKnownHostsFile={known}",
            "-o", "ConnectTimeout=5", "-o", "LogLevel=ERROR", $"admin@{machine.Outputs.Text("address")}", command,
        ]);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var name in Store.Names)
        {
            await Server.DeleteAsync(new DeleteArgs(name, Calls.Urn, PropertyMap.Empty, PropertyMap.Empty, null), CancellationToken.None);
        }

        if (Directory.Exists(Root.Directory))
        {
            Directory.Delete(Root.Directory, recursive: true);
        }

        if (Directory.Exists("/var/lib/infra-test") && !Directory.EnumerateFileSystemEntries("/var/lib/infra-test").Any())
        {
            Directory.Delete("/var/lib/infra-test");
        }

        _directory.Dispose();
    }
}
