using Infra.Cli.Tests.Support;

namespace Infra.Cli.Tests.Commands;

public sealed class ImportTests : IDisposable
{
    private readonly CliWorkspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    private Task<CliOutcome> FileAsync(string json)
    {
        _workspace.Write("import.json", json);
        return _workspace.RunAsync("import", "-s", "dev", "--file", "import.json", "--yes");
    }

    private async Task ShouldBeUntouchedAsync() =>
        (await _workspace.LoadAsync()).Resources.Select(r => r.Urn).ShouldBe(Shop.State.Resources.Select(r => r.Urn));

    [Fact]
    public async Task Import_OfAFileFullOfMistakes_NamesThemAllAndChangesNothing()
    {
        await _workspace.SaveAsync(Shop.State);

        var outcome = (await FileAsync($$"""
            {
              "nameTable": { "web": "{{Shop.Web}}", "gone": "urn:pulumi:dev::demo::a:b:C::gone", "other": "{{Shop.Provider}}" },
              "resources": [
                { "type": "test:index:Thing", "name": "noid" },
                { "type": "test", "name": "badtype", "id": "1" },
                { "type": "test:index:Thing", "name": "twice", "id": "1" },
                { "type": "test:index:Thing", "name": "twice", "id": "2" },
                { "type": "test:index:Thing", "name": "orphan", "id": "1", "parent": "nobody" },
                { "type": "test:index:Thing", "name": "child", "id": "1", "parent": "gone" },
                { "type": "test:index:Thing", "name": "grandchild", "id": "1", "parent": "child" },
                { "type": "test:index:Thing", "name": "report", "id": "9" },
                { "type": "else:index:Thing", "name": "foreign", "id": "1", "provider": "other" },
                { "type": "test:index:Thing", "name": "ring", "id": "1", "parent": "ring" },
                { "type": "test:index:Thing", "name": "comp", "component": true },
                { "type": "test:index:Thing", "id": "1" }
              ]
            }
            """)).ShouldFail("INF7020", 2);

        foreach (var problem in new[]
        {
            "noid: it needs an 'id'", "badtype: the type 'test'", "twice: 2 resources", "orphan: its parent 'nobody'", "child: its parent 'gone' is urn:pulumi:dev::demo::a:b:C::gone, which is not in the stack",
            "grandchild: its parent 'child' cannot be imported", $"report: the stack has {Shop.Report} already", "foreign: its provider 'other'", "ring: it is its own ancestor",
            "comp: a component is not imported", "resource 12: it needs a 'name'",
        })
        {
            outcome.Err.ShouldContain(problem);
        }

        await ShouldBeUntouchedAsync();
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"resources":null}""")]
    [InlineData("""{"resources":[null]}""")]
    [InlineData("""{"resources":[{"type":7}]}""")]
    [InlineData("""{"resources":[]}""")]
    public async Task Import_OfAFileThatIsNone_IsRefused(string json) => (await FileAsync(json)).ShouldFail("INF7020", 2);

    [Theory]
    [InlineData("INF7004", "test:index:Thing", "x")]
    [InlineData("INF7004", "test:index:Thing", "x", "1", "--file", "import.json")]
    [InlineData("INF7015", "--file", "nowhere.json")]
    [InlineData("INF7020", "test", "x", "1")]
    [InlineData("INF7020", "test:index:Thing", "x", "1", "--parent", "p=urn:pulumi:dev::demo::a:b:C::gone")]
    [InlineData("INF7020", "test:index:Thing", "x", "1", "--provider", "urn:pulumi:dev::demo::a:b:C::gone")]
    public async Task Import_OfACommandLineThatCannotBe_IsRefused(string code, params string[] arguments)
    {
        await _workspace.SaveAsync(Shop.State);

        (await _workspace.RunAsync([.. "import -s dev --yes".Split(' '), .. arguments])).ShouldFail(code, 2);

        await ShouldBeUntouchedAsync();
    }

    [Fact]
    public async Task Import_WithoutATerminalOrAYes_IsRefused() =>
        (await _workspace.RunAsync("import", "-s", "dev", "machine:index:LocalServer", "x", "1")).ShouldFail("INF7003", 2);

    [Theory]
    [InlineData("--preview-only")]
    [InlineData("--yes")]
    public async Task Import_OfWhatTheProviderCannotImport_SaysSoOfEachAndTakesNothing(string option)
    {
        _workspace.Write("import.json", """{"resources":[{"type":"machine:index:Password","name":"x","id":"1"},{"type":"machine:index:LocalServer","name":"y","id":"nowhere"}]}""");

        var outcome = await _workspace.RunAsync("import", "-s", "dev", "--file", "import.json", option);

        outcome.Code.ShouldBe(1, outcome.Err + outcome.Out);
        outcome.Err.ShouldContain("machine:index:Password cannot be imported");
        outcome.Err.ShouldContain("resource 'nowhere' does not exist");
        (await _workspace.LoadAsync()).Resources.ShouldBeEmpty();
    }
}
