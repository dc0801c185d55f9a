using Infra.Cli.Tests.Support;
using Infra.Engine.State;
using Infra.Protocol.Properties;

namespace Infra.Cli.Tests.Commands;

/// <summary>preview --save-plan, up --plan, and an up that is held to its own preview.</summary>
public sealed class UpdatePlanTests : IDisposable
{
    private readonly CliWorkspace _workspace = new();

    public UpdatePlanTests() => Declare(1);

    public void Dispose() => _workspace.Dispose();

    /// <summary>The size of each run; the last one stays.</summary>
    private void Declare(params int[] sizes) =>
        _workspace.Program = (run, program) => program.ComponentAsync("web", [new("size", sizes[Math.Min(run, sizes.Length - 1)]), new("password", Shop.Canary)]);

    private Task<CliOutcome> SaveAsync(string stack = "dev") => _workspace.RunAsync("preview", "-s", stack, "--save-plan", "plan.json");

    private Task<CliOutcome> UpAsync(string stack = "dev") => _workspace.RunAsync("up", "-s", stack, "--plan", "plan.json", "--yes");

    private async Task<IEnumerable<PropertyValue?>> SizesAsync() => (await _workspace.LoadAsync()).Resources.Where(r => r.Type == "my:index:Web").Select(r => r.Inputs.Find("size"));

    [Fact]
    public async Task Up_WithASavedPlan_DoesWhatItSays()
    {
        (await SaveAsync()).ShouldSucceed().Err.ShouldContain("infra up --stack dev --plan plan.json");
        _workspace.Read("plan.json").ShouldNotContain("canary");
        File.GetUnixFileMode(_workspace.Path("plan.json")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);

        (await UpAsync()).ShouldSucceed();

        (await SizesAsync()).ShouldBe([1]);
    }

    [Fact]
    public async Task Up_WithAPlanOfAnotherProgram_StopsAndSaysWhatDiffers()
    {
        await SaveAsync();
        Declare(2);

        var outcome = (await UpAsync()).ShouldFail("INF4320", 1);

        (outcome.Err + outcome.Out).ShouldContain("size: planned 1, now 2");
        (outcome.Err + outcome.Out).ShouldNotContain("canary");
        (await SizesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Up_WithAPlanForAnEarlierState_IsRefused()
    {
        await SaveAsync();
        await _workspace.SaveAsync(Shop.State);

        (await UpAsync()).ShouldFail("INF4322", 1);

        (await _workspace.LoadAsync()).Resources.Length.ShouldBe(Shop.State.Resources.Length);
    }

    [Fact]
    public async Task Up_WithAPlanThatWasUsed_IsRefused()
    {
        await SaveAsync();
        (await UpAsync()).ShouldSucceed();

        (await UpAsync()).ShouldFail("INF4322", 1);
    }

    [Fact]
    public async Task Up_WithAPlanOfAnotherStack_IsRefused()
    {
        await SaveAsync();
        await _workspace.SaveAsync(Snapshot.Empty, "prod");

        (await UpAsync("prod")).ShouldFail("INF4323", 2);
    }

    [Theory]
    [InlineData("\"create\"", "\"update\"")]
    [InlineData("\"size\": 1", "\"size\": 2")]
    public async Task Up_WithAnEditedPlan_IsRefused(string from, string to)
    {
        await SaveAsync();
        _workspace.Write("plan.json", _workspace.Read("plan.json").Replace(from, to, StringComparison.Ordinal));

        (await UpAsync()).ShouldFail("INF4321", 2);

        (await SizesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Up_WithATornPlanOrNone_IsRefused()
    {
        (await UpAsync()).ShouldFail("INF7015", 2);
        await SaveAsync();
        _workspace.Write("plan.json", _workspace.Read("plan.json")[..^9]);

        (await UpAsync()).ShouldFail("INF4321", 2);
    }

    [Fact]
    public async Task SavePlan_OfAStackWithoutSalt_MakesAPlanThatUpCanUse()
    {
        _workspace.Write("Pulumi.new.yaml", "");

        (await SaveAsync("new")).ShouldSucceed();
        _workspace.Read("Pulumi.new.yaml").ShouldBe("");

        (await UpAsync("new")).ShouldSucceed();
    }

    [Fact]
    public async Task SavePlan_OfAPreviewThatFails_WritesNothing()
    {
        _workspace.Program = async (_, program) =>
        {
            await program.ComponentAsync("web", []);
            await program.ComponentAsync("web", []);
        };

        (await SaveAsync()).Code.ShouldBe(1);

        File.Exists(_workspace.Path("plan.json")).ShouldBeFalse();
    }

    [Fact]
    public async Task Up_AtATerminal_IsHeldToThePreviewThatWasAgreedTo()
    {
        _workspace.Typed = "yes\n";
        Declare(1, 2);

        (await _workspace.RunAsync("up", "-s", "dev")).ShouldFail("INF4320", 1);
        (await SizesAsync()).ShouldBeEmpty();

        Declare(1);
        (await _workspace.RunAsync("up", "-s", "dev")).ShouldSucceed();
        (await SizesAsync()).ShouldBe([1]);
    }

    [Fact]
    public async Task Up_WithoutAPreview_IsHeldToNone()
    {
        Declare(2);

        (await _workspace.RunAsync("up", "-s", "dev", "--yes")).ShouldSucceed();

        (await SizesAsync()).ShouldBe([2]);
    }
}
