using EndToEnd.Tests.Support;

namespace EndToEnd.Tests.Clouds;

/// <summary>A cloud that refuses, is busy or is not there: a person is told, the state stays valid, and the next run goes on.</summary>
[Collection(Collections.Clouds)]
public sealed class CloudFaultTests
{
    private const string Stack = "account";

    [MachineTheory]
    [InlineData("401", "Unable to authenticate you", "401 (unauthorized)")]
    [InlineData("403", "not authorized", "403 (forbidden)")]
    [InlineData("422", "will exceed your limit", "422 (unprocessable_entity)")]
    public async Task Up_ThatIsRefused_SaysWhyAndTheNextGoesOn(string status, string why, string answer)
    {
        await using var account = new Account();

        var refused = (await account.InfraAsync($"Vpc:create:{status}", "up", "--yes", "--rehearse")).ShouldExit(1);

        refused.All.ShouldContain("INF7505");
        refused.All.ShouldContain(why);
        refused.All.ShouldContain(answer);
        refused.All.ShouldNotContain("after 5 tries");
        account.State.Resources.ShouldNotContain("digitalocean:index/vpc:Vpc");
        account.State.Pending.ShouldBeEmpty();

        (await account.InfraAsync("", "up", "--yes", "--rehearse")).ShouldExit(0).Output.ShouldNotContain("replace");
        account.State.Resources.ShouldContain("digitalocean:index/vpc:Vpc");
        (await account.InfraAsync("", "up", "--yes", "--rehearse", "--refresh", "--expect-no-changes")).ShouldExit(0);
    }

    [MachineTheory]
    [InlineData("429x2")]
    [InlineData("503x1")]
    public async Task Up_OfABusyCloud_IsTriedAgainAndSucceeds(string fault)
    {
        await using var account = new Account();

        var up = (await account.InfraAsync($"Vpc:create:{fault}", "up", "--yes", "--rehearse")).ShouldExit(0);

        up.Duration.ShouldBeGreaterThan(TimeSpan.FromSeconds(fault == "429x2" ? 3 : 1));
        account.State.Resources.ShouldContain("digitalocean:index/vpc:Vpc");
    }

    [MachineFact]
    public async Task Up_OfACloudThatStaysBusy_GivesUpAndKeepsWhatWasMade()
    {
        await using var account = new Account();

        var failed = (await account.InfraAsync("Project:create:503", "up", "--yes", "--rehearse")).ShouldExit(1);

        failed.All.ShouldContain("Server Error (after 5 tries)");
        failed.All.ShouldContain("503 (server_error)");
        account.State.Resources.ShouldContain("digitalocean:index/tag:Tag");
        (await account.InfraAsync("", "preview", "--rehearse")).ShouldExit(0).Output.ShouldContain("+ 1 to create");
        (await account.InfraAsync("", "up", "--yes", "--rehearse")).ShouldExit(0);
    }

    [MachineTheory]
    [InlineData("update", "wrong:project: 'shop two'")]
    [InlineData("delete", "")]
    public async Task Changes_ThatAreRefused_LeaveTheStateAsTheCloudIs(string call, string line)
    {
        await using var account = new Account();
        (await account.InfraAsync("", "up", "--yes", "--rehearse")).ShouldExit(0);
        account.Write(line);

        string[] command = call == "delete" ? ["destroy", "--yes", "--rehearse"] : ["up", "--yes", "--rehearse"];
        (await account.InfraAsync($"Project:{call}:403", command)).ShouldExit(1).All.ShouldContain("403 (forbidden)");

        account.State.Resources.ShouldContain("digitalocean:index/project:Project");
        (await account.InfraAsync("", "refresh", "--yes", "--rehearse", "--expect-no-changes")).ShouldExit(0);
        (await account.InfraAsync("", command)).ShouldExit(0);
    }

    [MachineFact]
    public async Task Up_OfANameThatIsTaken_SaysWhoHasIt()
    {
        await using var account = new Account();
        (await account.InfraAsync("", "up", "--yes", "--rehearse")).ShouldExit(0);
        account.Write("wrong:tag: other", stack: "second");

        try
        {
            var refused = (await account.InfraAsync("", "up", "--yes", "--rehearse", "--stack", "second")).ShouldExit(1);

            refused.All.ShouldContain("INF7505");
            refused.All.ShouldContain("the name 'shop-net' is already in use");
            refused.All.ShouldContain("422 (unprocessable_entity)");
        }
        finally
        {
            (await account.InfraAsync("", "destroy", "--yes", "--rehearse", "--stack", "second")).ShouldExit(0);
        }
    }

    [MachineFact]
    public async Task Faults_ThatAreMalformed_AreRefusedBeforeAnythingIsMade()
    {
        await using var account = new Account();

        (await account.InfraAsync("Vpc:make:429", "up", "--yes", "--rehearse")).ShouldExit(1).All.ShouldContain("'Vpc:make:429' is no fault");

        account.State.Resources.ShouldNotContain("digitalocean:index/tag:Tag");
    }

    [Fact]
    public async Task Up_WithoutThePlugin_SaysExactlyWhatIsMissing()
    {
        await using var account = new Account();

        var up = await account.InfraAsync("", "up", "--yes");

        up.ExitCode.ShouldNotBe(0);
        up.All.ShouldContain("the provider plugin digitalocean v4.76.0 is not installed");
        up.All.ShouldNotContain("canary");
        account.State.Resources.ShouldNotContain("digitalocean:index/tag:Tag");
    }

    /// <summary>A project with a cloud's account of its own, gone afterwards.</summary>
    private sealed class Account : IAsyncDisposable
    {
        private readonly TestProject _project = TestProject.Create($"name: wrong\nruntime:\n  name: dotnet\n  options:\n    binary: {Repository.WrongProgram}\n");

        public Account() => Write("");

        public StackState State => new(_project.Home, "wrong", Stack + "-rehearsal");

        public void Write(string line, string stack = Stack) => File.WriteAllText(
            Path.Combine(_project.Directory, $"Pulumi.{stack}.yaml"), $"config:\n  wrong:does: account\n{(line.Length == 0 ? "" : $"  {line}\n")}");

        public Task<CommandResult> InfraAsync(string faults, params string[] arguments) => _project.InfraAsync(
            new Dictionary<string, string?>
            {
                ["INFRA_REHEARSAL_FAULTS"] = faults,
                ["INFRA_LOCAL_ROOT"] = Path.Combine(_project.Directory, "cloud"),
                ["INFRA_LOCAL_IMAGES"] = "/var/lib/infra/images",
                ["DIGITALOCEAN_TOKEN"] = "canary",
                ["PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION"] = "true",
            },
            arguments.Contains("--stack") ? [.. arguments, "--non-interactive"] : [.. arguments, "--non-interactive", "--stack", Stack]);

        public async ValueTask DisposeAsync()
        {
            try
            {
                if (State.Resources.Count > 0)
                {
                    (await InfraAsync("", "destroy", "--yes", "--rehearse")).ShouldExit(0).Output.ShouldContain("Nothing is left");
                    Directory.Exists(Path.Combine(_project.Directory, "cloud", "rehearsal")).ShouldBeFalse();
                }
            }
            finally
            {
                await _project.DisposeAsync();
            }
        }
    }
}
