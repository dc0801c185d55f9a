using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Infra.Machine.Provider.Keys;
using Infra.Machine.Provider.Shell;
using Infra.Machine.Provider.Ssh;
using Infra.Machine.Provider.Tests.Support;
using Infra.Protocol.Providers;

namespace Infra.Machine.Provider.Tests.Ssh;

[Collection(ServerCollection.Name)]
public sealed class SshClientTests : IAsyncLifetime
{
    private static readonly TimeSpan _prompt = TimeSpan.FromSeconds(15);

    private readonly SharedServer _server;
    private readonly SshClient _ssh = new(TimeProvider.System);
    private readonly ScriptRunner _runner;
    private readonly string[] _before = OwnProcesses();

    public SshClientTests(SharedServer server)
    {
        _server = server;
        _runner = new(_ssh);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _ssh.DisposeAsync();
        await Until.TrueAsync(() => !OwnProcesses().Except(_before).Any(), "no process is left");
    }

    [SkippableFact]
    public async Task Start_ManyCommandsAtOnce_ShareOneConnection()
    {
        _server.Require();
        var connection = _server.ConnectionWith();

        var said = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => OutputAsync(connection, "echo $SSH_CONNECTION")));

        said.ShouldAllBe(s => s.Length > 0);
        // A busy server may count ended sessions for long; ssh then connects for itself.
        said.Distinct().Count().ShouldBeLessThanOrEqualTo(2);
    }

    [SkippableFact]
    public async Task Run_ConnectionIsCut_SaysSoAndTheNextConnectsAnew()
    {
        _server.Require();
        var connection = _server.ConnectionWith();
        var first = await OutputAsync(connection, "echo $SSH_CONNECTION");

        var cut = await Should.ThrowAsync<ProviderException>(() => _runner.RunAsync(
            connection, () => "p=$$; while [ \"$(ps -o comm= -p $p)\" != sshd ]; do p=$(ps -o ppid= -p $p | tr -d ' '); done; kill -9 $p; sleep 60", Patience.None, null, CancellationToken.None).WaitAsync(_prompt));

        cut.Message.ShouldStartWith("INF5106: The connection to the server was lost");
        (await OutputAsync(connection, "echo $SSH_CONNECTION")).ShouldNotBe(first);
    }

    [SkippableFact]
    public async Task Start_PortWithoutServer_IsRefusedAtOnce()
    {
        _server.Require();

        var refused = await RefusalAsync(_server.ConnectionWith(("port", 9)));

        refused.ShouldStartWith("INF5102: Connection refused");
        refused.ShouldContain("no SSH server listens at port 9");
    }

    [SkippableFact]
    public async Task Start_ServerThatSaysNothing_IsGivenUpAfterItsTimeout()
    {
        _server.Require();
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var connection = _server.ConnectionWith(("host", "127.0.0.1"), ("port", ((IPEndPoint)silent.LocalEndpoint).Port), ("connectTimeout", 1));

        (await RefusalAsync(connection)).ShouldStartWith("INF5101: Server unreachable");
    }

    [SkippableFact]
    public async Task Start_ServerThatDoesNotStart_IsTriedUntilBootTimeout()
    {
        _server.Require();
        var clock = Stopwatch.StartNew();

        var refused = await RefusalAsync(_server.ConnectionWith(("port", 9), ("bootTimeout", 2)), Patience.Booting);

        refused.ShouldStartWith("INF5102");
        clock.Elapsed.ShouldBeGreaterThan(TimeSpan.FromSeconds(2));
    }

    [SkippableFact]
    public async Task Start_NameWithoutAddress_SaysSo()
    {
        _server.Require();

        var refused = await RefusalAsync(_server.ConnectionWith(("host", "nowhere.invalid")), Patience.Booting);

        refused.ShouldStartWith("INF5101");
        refused.ShouldContain("'nowhere.invalid' has no address");
    }

    [SkippableFact]
    public async Task Start_OtherHostKeyThanKnown_IsRefusedWithBothFingerprints()
    {
        _server.Require();
        var known = OpenSshKey.Generate("other");

        var refused = await RefusalAsync(_server.ConnectionWith(("hostKey", known.PublicKey)), Patience.Booting);

        refused.ShouldStartWith("INF5103");
        refused.ShouldContain($"known is {known.Fingerprint}");
        refused.ShouldContain(_server.ConnectionWith().HostKey.Fingerprint);
    }

    [SkippableFact]
    public async Task Start_KeyOfNobody_IsRefusedWithoutTheKeyInTheMessage()
    {
        _server.Require();
        var key = OpenSshKey.Generate("nobody");

        var refused = await RefusalAsync(_server.ConnectionWith(("privateKey", key.PrivateKey)), Patience.Booting);

        refused.ShouldStartWith("INF5104: The server refused the key");
        refused.ShouldContain("authorized_keys of 'admin'");
        refused.ShouldNotContain("PRIVATE");
    }

    [SkippableFact]
    public async Task Start_KeyThatIsNone_IsRefused()
    {
        _server.Require();

        (await RefusalAsync(_server.ConnectionWith(("privateKey", "-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n"))))
            .ShouldStartWith("INF5107: The private key cannot be used");
    }

    [SkippableFact]
    public async Task Run_UserWithoutSudo_SaysHowToAllowIt()
    {
        _server.Require();
        await _server.RootAsync("useradd --create-home --shell /bin/sh plain; cp -r ~admin/.ssh ~plain/.ssh; chown -R plain: ~plain/.ssh");
        try
        {
            var refused = await Should.ThrowAsync<ProviderException>(() =>
                _runner.RunAsync(_server.ConnectionWith(("user", "plain")), () => "true", Patience.None, null, CancellationToken.None));

            refused.Message.ShouldStartWith("INF5105: The user may not become root");
            refused.Message.ShouldContain("/etc/sudoers.d/plain");
            await _ssh.DisposeAsync();
        }
        finally
        {
            await _server.RootAsync("loginctl terminate-user plain 2>/dev/null || true; userdel --force --remove plain 2>/dev/null");
        }
    }

    [SkippableFact]
    public async Task Run_UserWhoseShellGreets_IsUnderstood()
    {
        _server.Require();
        await _server.RootAsync(
            """
            useradd --create-home --shell /bin/bash plain; cp -r ~admin/.ssh ~plain/.ssh; chown -R plain: ~plain/.ssh
            echo 'echo "Welcome, dear user"' >~plain/.bashrc
            echo 'plain ALL=(ALL) NOPASSWD: ALL' >/etc/sudoers.d/plain
            """);
        try
        {
            var (answers, exitCode, _) = await _runner.RunAsync(_server.ConnectionWith(("user", "plain")), () => "printf 'answer\t%s\n' \"$(id -un)\"", Patience.None, null, CancellationToken.None);

            exitCode.ShouldBe(0);
            answers.Find("answer").ShouldBe("root");
            await _ssh.DisposeAsync();
        }
        finally
        {
            await _server.RootAsync("loginctl terminate-user plain 2>/dev/null || true; rm /etc/sudoers.d/plain; userdel --force --remove plain 2>/dev/null");
        }
    }

    [SkippableFact]
    public async Task Run_CancelledInTheMiddle_EndsPromptlyAndTheConnectionStays()
    {
        _server.Require();
        var connection = _server.ConnectionWith();
        using var stop = new CancellationTokenSource();
        var process = "";
        var before = await OutputAsync(connection, "echo $SSH_CONNECTION");
        var sessions = OwnProcesses();

        var run = _runner.RunAsync(
            connection,
            () => "printf 'progress\\t%s\\n' $$; sleep 600",
            Patience.None,
            said =>
            {
                process = said;
                stop.Cancel();
            },
            stop.Token);

        await Should.ThrowAsync<OperationCanceledException>(run.WaitAsync(_prompt));
        await Until.TrueAsync(() => !OwnProcesses().Except(sessions).Any(), "the session's process has ended");
        (await OutputAsync(connection, "echo $SSH_CONNECTION")).ShouldBe(before);
        await _server.RootAsync($"kill $(ps -o pid= --ppid {process}) {process} 2>/dev/null || true");
    }

    [SkippableFact]
    public async Task Dispose_CommandStillRuns_EndsEveryProcess()
    {
        _server.Require();
        var connection = _server.ConnectionWith();
        await using var session = await _ssh.StartAsync(connection, "exec cat", Patience.None, CancellationToken.None);

        await _ssh.DisposeAsync().AsTask().WaitAsync(_prompt);

        (await session.WaitAsync(CancellationToken.None).WaitAsync(_prompt)).ShouldBe(SshSession.SshFailed);
        await Should.ThrowAsync<ObjectDisposedException>(() => _ssh.StartAsync(connection, "true", Patience.None, CancellationToken.None));
    }

    /// <summary>ssh and ssh-agent of this process, by their private directories.</summary>
    private static string[] OwnProcesses() => [.. OperatingSystem.IsLinux() ? Directory.GetDirectories("/proc").Where(d => !d.AsSpan(6).ContainsAnyExceptInRange('0', '9')).Where(IsOwn) : []];

    private static bool IsOwn(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline")).Contains($"/infra-{Environment.ProcessId}-", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }

    private async Task<string> OutputAsync(ServerConnection connection, string command)
    {
        await using var session = await _ssh.StartAsync(connection, command, Patience.None, CancellationToken.None);
        var output = await session.Output.ReadToEndAsync();
        await session.WaitAsync(CancellationToken.None).WaitAsync(_prompt);
        return output;
    }

    private async Task<string> RefusalAsync(ServerConnection connection, Patience patience = Patience.None) =>
        (await Should.ThrowAsync<ProviderException>(() => _ssh.StartAsync(connection, "true", patience, CancellationToken.None).WaitAsync(_prompt))).Message;
}
