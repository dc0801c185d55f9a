using System.Text;
using Infra.Machine.Provider.Configurations;
using Infra.Machine.Provider.Databases;
using Infra.Machine.Provider.Local.Host;
using Infra.Machine.Provider.Releases;
using Infra.Machine.Provider.Shell;
using Infra.Machine.Provider.Ssh;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;
using Tests.Support;

namespace Infra.Machine.Provider.Tests.Support;

/// <summary>A Debian server that a collection of tests shares, and the resources inside it. Gone afterwards, which is proven.</summary>
public sealed class SharedServer : IAsyncLifetime
{
    private readonly SshClient _ssh = new(TimeProvider.System);
    private readonly SshClient _root = new(TimeProvider.System);
    private LocalComputer? _computer;
    private CreateResult? _machine;
    private Task? _databaseServers;

    public SharedServer()
    {
        Runner = new(_ssh);
        Configuration = new(Runner, Host);
        Database = new(Runner, Host);
        Deployer = new(Runner, Host, TimeProvider.System);
        Release = new(Deployer);
    }

    internal RecordingHost Host { get; } = new();

    internal ScriptRunner Runner { get; }

    internal Configuration Configuration { get; }

    internal Database Database { get; }

    internal ReleaseDeployer Deployer { get; }

    internal Release Release { get; }

    /// <summary>As an input of a resource.</summary>
    internal PropertyMap Connection => _computer!.Connection(_machine!);

    public async Task InitializeAsync()
    {
        await DebianTools.MissingAsync(DebianTools.OfMachines);
        if (!HostRequirements.Missing().IsEmpty)
        {
            return;
        }

        _computer = await LocalComputer.CreateAsync();
        try
        {
            _machine = await _computer.Server.CreateAsync(_computer.Inputs("server"));

            // From here on its connection is there: tests that count processes do not see it begin.
            await RootAsync("true");
        }
        catch
        {
            await _root.DisposeAsync();
            await _computer.DisposeAsync();
            throw;
        }
    }

    public async Task DisposeAsync()
    {
        await _ssh.DisposeAsync();
        await _root.DisposeAsync();
        if (_computer is null)
        {
            return;
        }

        await using (_computer)
        {
            await _computer.Server.DeleteAsync(_machine!, _computer.Inputs("server"));
            var inspection = await _computer.InspectAsync();
            inspection.Leftovers.ShouldBeEmpty();
            inspection.Machines.ShouldBeEmpty();
        }
    }

    /// <summary>To be called by every test first: without a server it is skipped, and says why.</summary>
    internal void Require() => Skip.If(_machine is null, string.Join("; ", HostRequirements.Missing()));

    /// <summary>A connection that differs in some inputs.</summary>
    internal ServerConnection ConnectionWith(params (string Name, PropertyValue Value)[] changes) =>
        ConnectionInputs.Of(Calls.Map(("connection", PropertyMap.From(Connection.Concat(Calls.Map(changes))))));

    /// <summary>What a script says that runs as root in a connection apart from the one that the resources use.</summary>
    internal async Task<string> RootAsync(string script)
    {
        await using var session = await _root.StartAsync(ConnectionWith(), "sudo sh -s", Patience.Starting, CancellationToken.None);
        var error = session.Error.ReadToEndAsync();
        await session.Input.WriteAsync(Encoding.UTF8.GetBytes($"set -eu\n{script}\n"));
        session.Input.Close();
        var output = await session.Output.ReadToEndAsync();
        (await session.WaitAsync(CancellationToken.None)).ShouldBe(0, $"{script}\n{output}\n{await error}");
        return output.Trim();
    }

    /// <summary>PostgreSQL and MariaDB, installed by a layer when first asked for.</summary>
    internal Task HaveDatabaseServersAsync() => _databaseServers ??= Configuration.CreateAsync(Calls.Map(
        ("connection", Connection),
        ("title", "database-servers"),
        ("packages", Calls.List("postgresql", "mariadb-server")),
        ("services", Calls.Map(("postgresql", PropertyMap.Empty), ("mariadb", PropertyMap.Empty)))));
}
