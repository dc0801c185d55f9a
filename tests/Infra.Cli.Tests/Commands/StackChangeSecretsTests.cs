using Infra.Cli.Stacks;
using Infra.Cli.Tests.Support;
using Infra.Engine.Secrets;

namespace Infra.Cli.Tests.Commands;

public sealed class StackChangeSecretsTests : IDisposable
{
    private readonly CliWorkspace _workspace = new("config:\n  demo:size: 3 # as is\n");

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task Change_OfThePassphrase_EncryptsStateAndConfigurationAnew()
    {
        await PrepareAsync();
        _workspace.Piped = "new\n";

        (await _workspace.RunAsync("stack", "change-secrets-provider", "passphrase", "-s", "dev")).ShouldSucceed();

        _workspace.Read("Pulumi.dev.yaml").ShouldContain("demo:size: 3 # as is");
        _workspace.Read("Pulumi.dev.yaml").ShouldNotContain(CliWorkspace.Salt);
        _workspace.Read(".pulumi/stacks/demo/dev.json").ShouldNotContain(CliWorkspace.Salt);
        (await _workspace.RunAsync("stack", "output", "password", "--show-secrets", "-s", "dev")).ShouldFail("INF3001", 1);
        await ShouldOpenWithAsync("new");
        NothingIsPlain();
    }

    [Theory]
    [InlineData("old")]
    [InlineData("new")]
    public async Task Change_KilledBetweenTheTwoFiles_LosesNothingAndIsFinishedByRunningItAgain(string inEnvironment)
    {
        await PrepareAsync();
        await using (var killed = await SecretsRotation.BeginAsync(Stacks, "dev", new Passphrase("new", "test")))
        {
            (await killed.ChangeStateAsync()).ShouldBeTrue();
        }

        (await _workspace.RunAsync("stack", "output", "password", "--show-secrets", "-s", "dev")).ShouldFail("INF3001", 1).Err.ShouldContain("change-secrets-provider");
        (await _workspace.RunAsync("config", "get", "password", "-s", "dev")).ShouldSucceed().Out.ShouldBe("canary\n");
        if (inEnvironment == "new")
        {
            // Who has changed the variable already gives the other one to the command: either way round will do.
            _workspace.Variables["PULUMI_CONFIG_PASSPHRASE"] = "new";
            _workspace.Piped = OldPassphrase + "\n";
            (await _workspace.RunAsync("stack", "change-secrets-provider", "passphrase", "-s", "dev")).ShouldSucceed();
            _workspace.Variables.Clear();
            (await _workspace.RunAsync("stack", "output", "password", "--show-secrets", "-s", "dev")).ShouldSucceed().Out.ShouldBe("canary\n");
            return;
        }

        _workspace.Piped = "new\n";
        (await _workspace.RunAsync("stack", "change-secrets-provider", "passphrase", "-s", "dev")).ShouldSucceed().Out.ShouldBe("The state had the new passphrase already; now the configuration has it too\n");

        await ShouldOpenWithAsync("new");
        (await _workspace.RunAsync("stack", "change-secrets-provider", "passphrase", "-s", "dev")).ShouldSucceed().Out.ShouldBe("State and configuration have this passphrase already\n");
        NothingIsPlain();
    }

    [Fact]
    public async Task Change_WithTheWrongOldPassphrase_ChangesNothing()
    {
        await PrepareAsync();
        var (state, file) = (_workspace.Read(".pulumi/stacks/demo/dev.json"), _workspace.Read("Pulumi.dev.yaml"));
        _workspace.Variables["PULUMI_CONFIG_PASSPHRASE"] = "wrong";
        _workspace.Piped = "new\n";

        (await _workspace.RunAsync("stack", "change-secrets-provider", "passphrase", "-s", "dev")).ShouldFail("INF3001", 1);

        _workspace.Read(".pulumi/stacks/demo/dev.json").ShouldBe(state);
        _workspace.Read("Pulumi.dev.yaml").ShouldBe(file);
        Directory.EnumerateFiles(_workspace.Path(".pulumi/locks"), "*", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Fact]
    public async Task Change_AtATerminal_WantsThePassphraseTwice()
    {
        await PrepareAsync();
        _workspace.Typed = "new\nnwe\n";
        (await _workspace.RunAsync("stack", "change-secrets-provider", "passphrase", "-s", "dev")).ShouldFail("INF3002", 2);

        _workspace.Typed = "new\nnew\n";
        (await _workspace.RunAsync("stack", "change-secrets-provider", "default", "-s", "dev")).ShouldSucceed();

        _workspace.Typed = null;
        await ShouldOpenWithAsync("new");
    }

    [Fact]
    public async Task Change_ToWhatCannotBe_IsRefused()
    {
        (await _workspace.RunAsync("stack", "change-secrets-provider", "awskms://alias/x", "-s", "dev")).ShouldFail("INF3005", 2);
        (await _workspace.RunAsync("stack", "change-secrets-provider", "passphrase", "-s", "dev")).ShouldFail("INF3002", 2);
        (await _workspace.RunAsync("stack", "change-secrets-provider", "passphrase", "-s", "dve")).ShouldFail("INF2002", 6);
        _workspace.Write("Pulumi.dev.yaml", "secretsprovider: awskms://alias/x\nencryptedkey: AAAA\n");
        _workspace.Piped = "new\n";
        (await _workspace.RunAsync("stack", "change-secrets-provider", "passphrase", "-s", "dev")).ShouldFail("INF3005", 2);
    }

    private string OldPassphrase => _workspace.Read(".config/infra/passphrase").Trim();

    private ProjectStacks Stacks
    {
        get
        {
            var variables = new Dictionary<string, string> { ["HOME"] = _workspace.Directory };
            return ProjectStacks.Open(new CliHost(new TestTerminal(), _workspace.Directory, variables, _workspace.Clock, BuiltInProviders.Catalog, new TestComputer()), _workspace.Directory);
        }
    }

    private async Task PrepareAsync()
    {
        await _workspace.SaveAsync(Shop.State);
        (await _workspace.RunAsync("config", "set", "--secret", "password", "canary", "-s", "dev")).ShouldSucceed();
    }

    private async Task ShouldOpenWithAsync(string passphrase)
    {
        _workspace.Variables["PULUMI_CONFIG_PASSPHRASE"] = passphrase;
        (await _workspace.RunAsync("stack", "output", "password", "--show-secrets", "-s", "dev")).ShouldSucceed().Out.ShouldBe("canary\n");
        (await _workspace.RunAsync("config", "get", "password", "-s", "dev")).ShouldSucceed().Out.ShouldBe("canary\n");
        _workspace.Variables.Clear();
    }

    private void NothingIsPlain()
    {
        foreach (var file in Directory.EnumerateFiles(_workspace.Directory, "*", SearchOption.AllDirectories))
        {
            File.ReadAllText(file).ShouldNotContain("canary", customMessage: file);
        }
    }
}
