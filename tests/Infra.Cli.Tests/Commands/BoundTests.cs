using Infra.Cli.Tests.Support;
using Infra.Protocol.Properties;

namespace Infra.Cli.Tests.Commands;

/// <summary>Operations that a person agreed to at a terminal: they do what was shown, or stop and say what is different.</summary>
public sealed class BoundTests : IDisposable
{
    private readonly CliWorkspace _workspace = new();

    public BoundTests() => Declare(("a", 1), ("b", 1));

    public void Dispose() => _workspace.Dispose();

    private void Declare(params (string Name, int Size)[] things) => _workspace.Program = async (_, program) =>
    {
        foreach (var (name, size) in things)
        {
            await program.ThingAsync(name, [new("size", size)]);
        }
    };

    private Task<CliOutcome> RunAsync(string command) => _workspace.RunAsync([.. command.Split(' '), "--stack", "dev", "--parallel", "1"]);

    private async Task<IEnumerable<string>> NamesAsync() =>
        (await _workspace.LoadAsync()).Resources.Where(r => r.Type == "test:index:Thing").Select(r => Cli.Display.Urns.Name(r.Urn));

    private async Task<PropertyValue?> SizeAsync(string name) =>
        (await _workspace.LoadAsync()).Resources.Single(r => Cli.Display.Urns.Name(r.Urn) == name && r.Type == "test:index:Thing").Inputs.Find("size");

    [Fact]
    public async Task Up_WhoseProgramThenDeclaresSomethingElse_StopsBeforeItAndSaysWhat()
    {
        _workspace.Typed = "yes\n";
        _workspace.Program = async (run, program) =>
        {
            await program.ThingAsync("a", [new("size", 1)]);
            if (run > 0)
            {
                await program.ThingAsync("surprise", [new("size", 1)]);
            }

            await program.ThingAsync("b", [new("size", 1)]);
        };

        var outcome = (await RunAsync("up")).ShouldFail("INF4320", 1);

        outcome.Err.ShouldContain("test:index:Thing (surprise):");
        outcome.Err.ShouldContain("operation: planned nothing, now create");
        (await NamesAsync()).ShouldBe(["a"]);
        _workspace.Shelf.Things.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Refresh_ThatFindsWhatWasShown_WritesIt()
    {
        var outcome = await AgreeAfterDriftAsync(() => { });

        outcome.ShouldSucceed();
        (await SizeAsync("a")).ShouldBe((PropertyValue)2);
        (await NamesAsync()).ShouldBe(["a"]);
    }

    [Fact]
    public async Task Refresh_ThatFindsAnotherValue_StopsAndSaysWhich()
    {
        var outcome = (await AgreeAfterDriftAsync(() => Set("id-1", 3))).ShouldFail("INF4320", 1);

        outcome.Err.ShouldContain("size: old 1, planned 2, now 3");
        (await SizeAsync("a")).ShouldBe((PropertyValue)1);
    }

    [Fact]
    public async Task Refresh_ThatFindsSomethingGone_StopsAndSaysWhat()
    {
        var outcome = (await AgreeAfterDriftAsync(() => _workspace.Shelf.Things.Remove("id-1"))).ShouldFail("INF4320", 1);

        outcome.Err.ShouldContain("what is there: shown as changed, now gone");
        (await NamesAsync()).ShouldContain("a");
    }

    [Fact]
    public async Task Refresh_ThatFindsThingsAsInTheStateAgain_HasNothingToDo()
    {
        (await AgreeAfterDriftAsync(() => Set("id-1", 1))).ShouldSucceed();

        (await SizeAsync("a")).ShouldBe((PropertyValue)1);
    }

    [Theory]
    [InlineData("refresh", "yes\n")]
    [InlineData("destroy", "yes\n")]
    [InlineData("up", "yes\n")]
    [InlineData("import test:index:Thing c id-9", "yes\n")]
    public async Task AnyOperation_OfAStateThatChangedMeanwhile_ChangesNothingAndSaysWhat(string command, string answer)
    {
        Declare(("a", 1));
        (await RunAsync("up --yes")).ShouldSucceed();
        var other = File.ReadAllText(_workspace.State("dev"));
        Declare(("a", 1), ("b", 1));
        Set("id-9", 1);
        var outcome = await AgreeAsync(command, answer, () => File.WriteAllText(_workspace.State("dev"), other));

        outcome.ShouldFail("INF4322", 1).Err.ShouldContain("test:index:Thing b is no longer there");
        _workspace.Shelf.Things.Keys.ShouldBe(["id-1", "id-2", "id-9"]);
        File.ReadAllText(_workspace.State("dev")).ShouldBe(other);
    }

    [Fact]
    public async Task Destroy_ThatWasAgreedTo_DeletesWhatWasShown()
    {
        (await AgreeAsync("destroy", "yes\n", () => { })).ShouldSucceed();

        _workspace.Shelf.Things.ShouldBeEmpty();
    }

    [Fact]
    public async Task Import_OfWhatChangedMeanwhile_TakesNothingAndSaysWhat()
    {
        Set("id-9", 1);

        var outcome = (await AgreeAsync("import test:index:Thing c id-9", "yes\n", () => Set("id-9", 2))).ShouldFail("INF4320", 1);

        outcome.Err.ShouldContain("size: planned 1, now 2");
        (await NamesAsync()).ShouldBe(["a", "b"]);
    }

    private async Task<CliOutcome> AgreeAfterDriftAsync(Action meanwhile)
    {
        (await RunAsync("up --yes")).ShouldSucceed();
        Set("id-1", 2);
        _workspace.Shelf.Things.Remove("id-2");
        return await AnswerAsync("refresh", "yes\n", meanwhile);
    }

    /// <summary>Once both things are there, runs the command and answers its question, before which something happens.</summary>
    private async Task<CliOutcome> AgreeAsync(string command, string answer, Action meanwhile)
    {
        (await RunAsync("up --yes")).ShouldSucceed();
        if (command == "refresh")
        {
            Set("id-1", 2);
        }
        else if (command == "up")
        {
            Declare(("a", 1), ("b", 1), ("c", 1));
        }

        return await AnswerAsync(command, answer, meanwhile);
    }

    private async Task<CliOutcome> AnswerAsync(string command, string answer, Action meanwhile)
    {
        (_workspace.Typed, _workspace.Asked) = (answer, meanwhile);
        try
        {
            return await RunAsync(command);
        }
        finally
        {
            (_workspace.Typed, _workspace.Asked) = (null, null);
        }
    }

    private void Set(string id, int size) => _workspace.Shelf.Things[id] = [new("made", id), new("size", size)];
}
