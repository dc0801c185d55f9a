using System.Text.RegularExpressions;
using Infra.Cli.Tests.Support;
using Infra.Protocol.Properties;

namespace Infra.Cli.Tests.Commands;

/// <summary>What people see of operations, as golden files: standard output, then standard error.</summary>
public sealed partial class DisplayTests : IDisposable
{
    private readonly CliWorkspace _workspace = new();

    public DisplayTests() => _workspace.Program = (_, program) => Shops.Before(program);

    public void Dispose() => _workspace.Dispose();

    private Task<CliOutcome> RunAsync(string command, params string[] more) => _workspace.RunAsync([.. command.Split(' '), "--stack", "dev", "--parallel", "1", .. more]);

    /// <summary>The shop as it was is there, and the program has changed.</summary>
    private async Task BeginAsync()
    {
        (await RunAsync("up --yes")).ShouldSucceed();
        _workspace.Program = (_, program) => Shops.After(program);
    }

    private void ShouldMatch(CliOutcome outcome, string name)
    {
        var shown = _workspace.Typed is null ? outcome.Out : VisibleScreen.Of(outcome.Out, _workspace.Width);
        var text = $"{shown}--- messages ---\n{(_workspace.Typed is null ? outcome.Err : VisibleScreen.Of(outcome.Err, _workspace.Width))}";
        text.ShouldNotContain("canary");
        Stable(text).ShouldMatchGolden($"Commands/{name}");
    }

    /// <summary>Without what is another one in each run.</summary>
    private string Stable(string text) => Guid().Replace(text.Replace(_workspace.Directory, "<directory>", StringComparison.Ordinal), match => match.Value == Cli.Json.ValueJson.Unknown ? match.Value : "<guid>");

    [Theory]
    [InlineData("preview", "preview")]
    [InlineData("preview-diff", "preview --diff")]
    [InlineData("preview-urns-sames", "preview --urns --show-sames --suppress-outputs")]
    [InlineData("preview-color", "preview --color always")]
    [InlineData("preview-diff-color", "preview --diff --color always")]
    [InlineData("preview-replace", "preview --replace **::old --target **::old --suppress-outputs --diff")]
    [InlineData("up", "up --yes")]
    [InlineData("up-diff", "up --yes --diff")]
    [InlineData("up-quiet", "up --yes --suppress-progress --suppress-outputs")]
    [InlineData("up-without-yes", "up")]
    [InlineData("destroy", "destroy --yes")]
    public async Task Output_OffATerminal_IsAsInTheFile(string name, string command)
    {
        await BeginAsync();
        if (command.Contains("--replace", StringComparison.Ordinal))
        {
            _workspace.Program = (_, program) => Shops.Before(program);
            command = command.Replace("--replace **::old", "--replace urn:pulumi:dev::demo::test:index:Thing::old", StringComparison.Ordinal);
        }

        ShouldMatch(await RunAsync(command), name);
    }

    [Theory]
    [InlineData("terminal-preview-60", "preview", "", 60)]
    [InlineData("terminal-preview-40", "preview", "", 40)]
    [InlineData("terminal-up-yes", "up", "yes\n", 100)]
    [InlineData("terminal-up-details-no", "up", "details\nno\n", 100)]
    [InlineData("terminal-destroy-name", "destroy", "dev\n", 80)]
    [InlineData("terminal-destroy-wrong-name", "destroy", "yes\n", 80)]
    public async Task Output_AtATerminal_IsAsInTheFile(string name, string command, string typed, int width)
    {
        await BeginAsync();
        (_workspace.Typed, _workspace.Width) = (typed, width);

        ShouldMatch(await RunAsync(command), name);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("NO_COLOR=1", false)]
    [InlineData("TERM=dumb", false)]
    [InlineData("CI=true", true)]
    public async Task Color_AtATerminal_IsUsedUnlessTheEnvironmentIsAgainstIt(string variable, bool colored)
    {
        await BeginAsync();
        _workspace.Typed = "";
        Set(variable);

        var outcome = await RunAsync("preview");

        ColorOrMotion().Matches(outcome.Out).Any(match => match.Value.EndsWith('m')).ShouldBe(colored);
    }

    [Theory]
    [InlineData("CI=true")]
    [InlineData("TERM=dumb")]
    public async Task Up_AtATerminalOfABuildServer_MovesNothing(string variable)
    {
        _workspace.Typed = "";
        Set(variable);

        var outcome = (await RunAsync("up --yes")).ShouldSucceed();

        ColorOrMotion().Matches(outcome.Out).ShouldAllBe(match => match.Value.EndsWith('m'));
        outcome.Out.ShouldContain("created");
    }

    [Theory]
    [InlineData("refresh", "refresh --yes")]
    [InlineData("refresh-diff", "refresh --preview-only --diff")]
    public async Task Refresh_OfDrift_IsAsInTheFile(string name, string command)
    {
        await BeginAsync();
        Drift();

        ShouldMatch(await RunAsync(command), name);
    }

    [Fact]
    public async Task Up_WithFailures_TellsThemByResource()
    {
        _workspace.Program = async (_, program) =>
        {
            await program.ThingAsync("first", [new("broken", "the disk is full\n  /dev/sda1 100%")]);
            await program.ThingAsync("second", [new("broken", "\u001b[31mred\u001b[0m \u001b]0;title\u0007and \u202eturned\u202c")]);
            await program.ThingAsync("third", [new("fine", "yes")]);
        };

        ShouldMatch(await RunAsync("up --yes --continue-on-error"), "up-failures");
    }

    [Fact]
    public async Task Preview_OfAProtectedDeletion_SaysSoAndFails()
    {
        _workspace.Program = (_, program) => program.ThingAsync("files", [new("region", "fra1")], "Bucket", protect: true);
        (await RunAsync("up --yes")).ShouldSucceed();
        _workspace.Program = (_, _) => Task.CompletedTask;

        ShouldMatch(await RunAsync("preview"), "preview-protected");
        ShouldMatch(await RunAsync("preview --allow-data-loss"), "preview-protected-allowed");
        ShouldMatch(await RunAsync("destroy --yes"), "destroy-protected");
    }

    [Theory]
    [InlineData("preview", "preview --json")]
    [InlineData("up", "up --yes --json")]
    [InlineData("destroy", "destroy --yes --json")]
    [InlineData("refresh", "refresh --yes --json")]
    [InlineData("refresh-preview", "refresh --preview-only --json")]
    [InlineData("import", "import test:index:Thing c id-1 --yes --json")]
    public async Task Json_OfEveryOperation_IsAsInTheFile(string name, string command)
    {
        await BeginAsync();
        if (name.StartsWith("refresh", StringComparison.Ordinal))
        {
            Drift();
        }

        var outcome = (await RunAsync(command)).ShouldSucceed();

        outcome.Err.ShouldBeEmpty();
        outcome.Out.ShouldNotContain("canary");
        Stable(outcome.Out).ShouldMatchGolden($"Json/operation-{name}");
    }

    [Fact]
    public async Task EventLog_OfAnUpdate_IsItsJson()
    {
        await BeginAsync();

        (await RunAsync("up --yes --event-log events.jsonl")).ShouldSucceed().Out.ShouldNotContain("\"sequence\"");

        Stable(_workspace.Read("events.jsonl")).ShouldMatchGolden("Json/operation-up");
    }

    [Theory]
    [InlineData("Name\u001b[2J", "\u001b]0;owned\u0007value")]
    [InlineData("wide 世界 🚀", "\u009b31mvalue\u0085\u2028")]
    public async Task Terminal_WithControlCharactersAnywhere_GetsNoneOfThem(string name, string value)
    {
        _workspace.Typed = "details\nyes\n";
        _workspace.Program = async (_, program) =>
        {
            await program.ThingAsync(name, [new(value, value), new("text", $"one\n{value}\n"), new("list", PropertyValue.Array(value))]);
            await program.ThingAsync("broken", [new("broken", value)]);
            await program.OutputsAsync([new(value, value)]);
        };

        foreach (var command in new[] { "up", "preview --diff", "stack output", "stack --show-urns", "up --diff" })
        {
            var outcome = command.StartsWith("stack", StringComparison.Ordinal) ? await _workspace.RunAsync([.. command.Split(' '), "--stack", "dev"]) : await RunAsync(command);
            foreach (var text in new[] { outcome.Out, outcome.Err })
            {
                ColorOrMotion().Replace(text, "").ShouldAllBe(c => c == '\n' || c == '\r' || !(char.IsControl(c) || c == '\u2028'), command);
            }

            VisibleScreen.Of(outcome.Out, _workspace.Width).ShouldNotBeEmpty();
        }
    }

    [Theory]
    [InlineData("import", "import --yes")]
    [InlineData("import-unprotected", "import --yes --protect=false --suppress-outputs")]
    [InlineData("import-no-code", "import --yes --generate-code=false")]
    [InlineData("import-preview", "import --preview-only")]
    public async Task Import_OfAThing_IsAsInTheFile(string name, string command)
    {
        _workspace.Shelf.Things["id-9"] = [new("made", "id-9"), new("size", 1), new("password", new SecretValue("canary"))];

        ShouldMatch(await RunAsync(command, "test:index:Thing", "the-thing", "id-9"), name);
    }

    [Fact]
    public async Task Import_IntoAFile_WritesItAndNeverOverAnother()
    {
        _workspace.Shelf.Things["id-9"] = [new("size", 1)];

        (await RunAsync("import --yes --out Imported.cs", "test:index:Thing", "thing", "id-9")).ShouldSucceed().Out.ShouldNotContain("CustomResource");
        _workspace.Read("Imported.cs").ShouldContain("new CustomResource(\"test:index:Thing\", \"thing\"");
        (await RunAsync("import --yes --out Imported.cs", "test:index:Thing", "other", "id-9")).ShouldFail("INF7015", 2);
        (await RunAsync("import --yes --out New.cs --generate-code=false", "test:index:Thing", "other", "id-9")).ShouldFail("INF7004", 2);
        (await _workspace.LoadAsync()).Resources.Count(r => r.Type == "test:index:Thing").ShouldBe(1);
    }

    [Fact]
    public async Task Import_AndItsDeclaration_LeaveNothingToDo()
    {
        _workspace.Shelf.Things["id-9"] = [new("size", 1)];
        (await RunAsync("import --yes --protect=false", "test:index:Thing", "thing", "id-9")).ShouldSucceed();
        _workspace.Program = (_, program) => program.ThingAsync("thing", [new("size", 1)]);

        (await RunAsync("preview --expect-no-changes")).ShouldSucceed();
    }

    private void Drift()
    {
        _workspace.Shelf.Things["id-2"] = _workspace.Shelf.Things["id-2"].With("title", "Hacked").With("packages", PropertyValue.Array("nginx"));
        _workspace.Shelf.Things.Remove("id-3");
    }

    private void Set(string variable)
    {
        if (variable.Split('=') is [var name, var value])
        {
            _workspace.Variables[name] = value;
        }
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Guid();

    [GeneratedRegex("\u001b\\[[0-9;?]*[A-Za-z]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ColorOrMotion();
}
