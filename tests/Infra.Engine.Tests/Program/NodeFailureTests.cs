using Infra.Engine.Diagnostics;
using Infra.Engine.Tests.Support;

namespace Infra.Engine.Tests.Program;

/// <summary>Programs of the official Node SDK that go wrong.</summary>
public sealed class NodeFailureTests
{
    private readonly TestEngine _engine = new();

    [SkippableTheory]
    [InlineData("throw new Error('thrown by hand');", "thrown by hand")]
    [InlineData("throw new pulumi.RunError('said plainly');", "said plainly")]
    [InlineData("Promise.reject(new Error('rejected by hand'));", "rejected by hand")]
    [InlineData("module.exports = async () => { await null; throw new Error('async by hand'); };", "async by hand")]
    [InlineData("new Thing('a', { n: 1 }).made.apply(() => { throw new Error('applied by hand'); });", "applied by hand")]
    [InlineData("const = 1;", "SyntaxError")]
    [InlineData("require('no-such-module');", "no-such-module")]
    [InlineData("process.exit(3);", "the program exited with code 3")]
    [InlineData("process.kill(process.pid, 'SIGKILL');", "the program exited with code 137")]
    public async Task Up_OfAProgramThatFails_SaysWhyOnceAndDeletesNothing(string program, string reason)
    {
        using var project = await NodeProject.CreateAsync("""new Thing("kept", { n: 1 });""");
        await _engine.RunAsync(OperationKind.Up, project.Project);
        project.Program(program);

        var result = await _engine.RunAsync(OperationKind.Up, project.Project);

        result.Outcome.ShouldBe(OperationOutcome.Failed, _engine.ToString());
        _engine.Errors.Single().ShouldContain(reason);
        _engine.State("kept").Delete.ShouldBeFalse();
        _engine.ShouldAgreeWithLedger();
    }

    [SkippableTheory]
    [InlineData("new Thing('a', {}); new Thing('a', {});", "uplicate")]
    [InlineData("new Thing('a', { bad: 1 });", "is not wanted")]
    [InlineData("new Thing('a', {}, { transforms: [() => undefined] });", "does not support transforms")]
    [InlineData("pulumi.runtime.registerStackTransform(() => undefined);", "does not support transforms")]
    [InlineData("new pulumi.CustomResource('pulumi-nodejs:dynamic:Resource', 'a', { __provider: 'code' });", "pulumi-resource-pulumi-nodejs")]
    [InlineData("class R extends pulumi.ComponentResource { constructor() { super('test:index:R', 'r', {}, {}, true); } } new R();", "remote components")]
    [InlineData("pulumi.runtime.call('test:index:method', {}).apply(() => 1);", "methods of resources")]
    [InlineData("pulumi.runtime.invoke('nowhere:index:f', {});", "nowhere")]
    public async Task Up_OfWhatCannotBeDone_IsRefusedByName(string program, string reason)
    {
        using var project = await NodeProject.CreateAsync(program);

        var result = await _engine.RunAsync(OperationKind.Up, project.Project);

        result.Outcome.ShouldBe(OperationOutcome.Failed, _engine.ToString());
        _engine.Errors.ShouldContain(e => e.Contains(reason, StringComparison.Ordinal), _engine.ToString());
        _engine.ShouldAgreeWithLedger();
    }

    [SkippableTheory]
    [InlineData("setInterval(() => {}, 1000); console.log('ready');")]
    [InlineData("process.on('SIGINT', () => {}); setInterval(() => {}, 1000); console.log('ready');")]
    [InlineData("require('child_process').spawn('sleep', ['1000'], { stdio: 'inherit' }); console.log('ready');")]
    [InlineData("console.log('ready'); while (true) {}")]
    public async Task Cancel_OfAProgramThatNeverEnds_EndsItWithWhatItStarted(string program)
    {
        using var project = await NodeProject.CreateAsync($"console.log('pid ' + process.pid);\n{program}");
        var run = _engine.RunAsync(OperationKind.Up, project.Project);
        await UntilAsync(() => _engine.Lines.Contains("ready"));

        await _engine.Stop.CancelAsync();
        var result = await run;

        result.Outcome.ShouldBe(OperationOutcome.Cancelled, _engine.ToString());
        var pid = _engine.Lines.Single(line => line.StartsWith("pid ", StringComparison.Ordinal))[4..];
        await UntilAsync(() => !Processes(pid).Any());
    }

    [SkippableFact]
    public async Task Up_WithoutAnEntryPoint_SaysWhereItLooked()
    {
        using var project = await NodeProject.CreateAsync();
        File.Delete(Path.Combine(project.Path, "index.js"));

        (await Should.ThrowAsync<InfraException>(() => _engine.RunAsync(OperationKind.Up, project.Project))).Code.ShouldBe("INF4311");
    }

    /// <summary>Processes whose session the program led.</summary>
    private static IEnumerable<string> Processes(string session) => Directory.EnumerateDirectories("/proc")
        .Where(directory => char.IsAsciiDigit(Path.GetFileName(directory)[0]) && SessionOf(directory) == session);

    private static string SessionOf(string process)
    {
        try
        {
            var stat = File.ReadAllText(Path.Combine(process, "stat"));
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] is "Z" or "X" ? "" : fields[3];
        }
        catch (IOException)
        {
            return "";
        }
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!condition())
        {
            await Task.Delay(20, limit.Token);
        }
    }

    [SkippableFact]
    public async Task Preview_OfSeveralMistakes_TellsThemAllAndUpStopsAtTheFirst()
    {
        using var project = await NodeProject.CreateAsync("""
            const a = new Thing("a", { bad: 1 });
            new Thing("b", { from: a.made, bad: 2 });
            a.made.apply(made => console.log("applied " + made));
            const box = new Box("box", { dependsOn: [a] });
            new Thing("inside", { bad: 3 }, { parent: box });
            new Thing("c", { bad: 4 });
            new Thing("d", { size: 1 });
            """);

        var preview = await _engine.RunAsync(OperationKind.Up, project.Project, o => o with { DryRun = true });

        preview.Outcome.ShouldBe(OperationOutcome.Failed);
        _engine.Errors.ShouldBe(["bad: is not wanted", "bad: is not wanted"], _engine.ToString());
        _engine.Steps.ShouldContain("create d");
        _engine.ToString().ShouldNotContain("applied");

        (await _engine.RunAsync(OperationKind.Up, project.Project)).Outcome.ShouldBe(OperationOutcome.Failed);
        _engine.Errors.ShouldBe(["bad: is not wanted"], _engine.ToString());
    }
}
