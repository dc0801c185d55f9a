using System.Collections.Immutable;
using Infra.Engine.Diagnostics;
using Infra.Engine.Events;
using Infra.Engine.Plan;
using Infra.Engine.Program;
using Infra.Engine.Tests.Support;
using Infra.Engine.Urns;
using Infra.Engine.Workspace;
using Infra.Protocol.Properties;
using static Infra.Engine.Tests.Support.TestEngine;

namespace Infra.Engine.Tests.Execution;

/// <summary>A preview tells everything that is wrong; an update stops at the first.</summary>
public sealed class PreviewErrorsTests
{
    private static readonly PropertyMap _bad = PropertyMap.Empty.With("bad", true);

    private readonly TestEngine _engine = new();

    private static PropertyMap Named(string name) => PropertyMap.Empty.With("name", name);

    private static Func<Goal, Goal> After(RegisteredResource other) => goal => goal with { Dependencies = [other.Urn] };

    private static async Task ProtectedAsync(TestProgram.Client program)
    {
        await program.StackAsync();
        await program.ThingAsync("locked", Named("x"), goal => goal with { Protect = true });
        await program.ThingAsync("forgotten", options: goal => goal with { Protect = true });
        await program.ThingAsync("forgotten too", options: goal => goal with { Protect = true });
    }

    private static async Task FullOfMistakesAsync(TestProgram.Client program)
    {
        await program.StackAsync();
        var bad = await program.ThingAsync("bad", _bad);
        var dependent = await program.ThingAsync("dependent", _bad, After(bad));
        await program.ThingAsync("dependent of the dependent", _bad, After(dependent));
        await program.ThingAsync("bad too", _bad);
        await program.ThingAsync("nowhere", type: "nowhere:index:Thing");
        await program.ThingAsync("nowhere too", type: "nowhere:index:Thing");
        await program.ThingAsync("typo", type: "test:Thing");
        await program.ThingAsync("circle", options: goal => goal with { PropertyDependencies = goal.PropertyDependencies.Add("size", [UrnOf("circle")]) });
        await program.ThingAsync("orphan", options: goal => goal with { Parent = UrnOf("nobody") });
        await program.ThingAsync("homeless", options: goal => goal with { Dependencies = [UrnOf("never")] });
        await program.ThingAsync("locked", Named("y"), goal => goal with { Protect = true });
        await program.ThingAsync("fine");
    }

    [Fact]
    public async Task Preview_OfManyMistakes_TellsThemAllOnce()
    {
        await _engine.UpAsync(ProtectedAsync);
        var before = _engine.Store.Current;

        var result = await _engine.PreviewAsync(FullOfMistakesAsync);

        result.Outcome.ShouldBe(OperationOutcome.Failed);
        _engine.Errors.Select(e => e.Split('\n')[0]).ShouldBe(
            [
                "bad: is not wanted",
                "bad: is not wanted",
                "INF4302: the provider plugin nowhere is not installed",
                "resource 'typo' has the type 'test:Thing', which is no type token of the form package:module:Name",
                $"the resource depends on itself ('{UrnOf("circle")}')",
                $"the parent '{UrnOf("nobody")}' of resource 'orphan' (test:index:Thing) is unknown: it was not registered before its child",
                $"it depends on '{UrnOf("never")}', which was not registered before it",
                $"unable to replace resource \"{UrnOf("locked")}\"",
                $"resource \"{UrnOf("forgotten")}\" cannot be deleted",
                $"resource \"{UrnOf("forgotten too")}\" cannot be deleted",
            ],
            ignoreOrder: true,
            _engine.ToString());
        _engine.Steps.ShouldContain("create fine");
        _engine.Calls.ShouldBeEmpty();
        _engine.Store.Current.ShouldBe(before);
    }

    [Fact]
    public async Task Up_OfManyMistakes_StopsAtTheFirst()
    {
        await _engine.UpAsync(ProtectedAsync);

        var result = await _engine.UpAsync(FullOfMistakesAsync);

        result.Outcome.ShouldBe(OperationOutcome.Failed);
        _engine.Errors.ShouldBe(["bad: is not wanted"]);
        _engine.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task Preview_OfWhatDependsOnAFailedOne_SkipsItAndDeletesNothingOfIt()
    {
        async Task ProgramAsync(TestProgram.Client program, bool broken)
        {
            await program.StackAsync();
            var network = await program.ThingAsync("network", broken ? _bad : PropertyMap.Empty);
            var server = await program.ThingAsync("server", options: After(network));
            if (!broken)
            {
                // As code in an Apply: it does not run when the value is not known.
                await program.ThingAsync("disk", options: goal => After(server)(goal) with { Protect = true });
                await program.ThingAsync("file");
            }
        }

        await _engine.UpAsync(program => ProgramAsync(program, broken: false));

        await _engine.PreviewAsync(program => ProgramAsync(program, broken: true));

        _engine.Errors.ShouldBe(["bad: is not wanted"]);
        _engine.Steps.ShouldBe(["delete file"]);
    }

    [Fact]
    public async Task Preview_OfAFailedComponent_TakesItsOutputsAndChildrenWithoutAWord()
    {
        var results = new List<RegistrationResult>();

        var result = await _engine.PreviewAsync(async program =>
        {
            await program.StackAsync();
            var box = await program.ComponentAsync("box", options: goal => goal with { Dependencies = [UrnOf("never")] });
            var child = await program.ThingAsync("child", _bad, goal => goal with { Parent = box.Urn });
            results.AddRange([box.Result, child.Result]);
            child.Urn.ShouldBe(Urn.Create("dev", "proj", box.Urn, ThingType, "child"));
            await program.Monitor.RegisterOutputsAsync(box.Urn, PropertyMap.Empty.With("a", 1), program.Ended);
        });

        results.ShouldBe([RegistrationResult.Fail, RegistrationResult.Skip]);
        result.Outcome.ShouldBe(OperationOutcome.Failed);
        _engine.Errors.ShouldHaveSingleItem().ShouldStartWith("it depends on");
    }

    [Fact]
    public async Task Preview_WithAProviderThatRefusesItsConfiguration_TellsThatOnce()
    {
        _engine.Config = new StackConfig(
            ImmutableSortedDictionary<string, string>.Empty.Add("test:refused", "yes"), ImmutableSortedSet<string>.Empty);

        await _engine.PreviewAsync(async program =>
        {
            await program.StackAsync();
            await Task.WhenAll(program.ThingAsync("a"), program.ThingAsync("b"), program.ThingAsync("c"));
            await program.ThingAsync("d", type: "test:Thing");
        });

        _engine.Errors.Select(e => e.Split(',')[0]).ShouldBe(["the token is not valid", "resource 'd' has the type 'test:Thing'"]);
    }

    [Fact]
    public async Task Preview_OfAThingThatIsNotThere_GoesOnWithWhatIsNotKnown()
    {
        RegisteredResource? read = null, after = null;

        await _engine.PreviewAsync(async program =>
        {
            await program.StackAsync();
            read = await program.Monitor.ReadAsync(new ReadGoal { Type = ThingType, Name = "a", Id = "gone", Parent = program.StackUrn }, ProviderRequest.Default, program.Ended);
            after = await program.ThingAsync("b", options: After(read));
            await program.ThingAsync("bad", _bad);
        });

        (read!.Result, read.Unknown, after!.Result).ShouldBe((RegistrationResult.Fail, true, RegistrationResult.Skip));
        _engine.Errors.ShouldBe(["resource 'gone' does not exist", "bad: is not wanted"]);
    }

    [Fact]
    public async Task Preview_OfADestroy_NamesEveryProtectedResource()
    {
        await _engine.UpAsync(ProtectedAsync);

        await _engine.DestroyAsync(o => o with { DryRun = true });

        _engine.Errors.Count().ShouldBe(3);
        _engine.Events.OfType<StepSucceededEvent>().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("[1]")]
    [InlineData("test")]
    [InlineData("{}")]
    public async Task Preview_WithDisabledProvidersThatAreNoList_SaysSoBeforeAnythingBegins(string value)
    {
        _engine.Config = new StackConfig(StackConfig.Empty.Values.Add("pulumi:disable-default-providers", value), []);

        var problem = await Should.ThrowAsync<InfraException>(_engine.PreviewAsync(ProtectedAsync, o => o with { Refresh = true }));

        problem.Code.ShouldBe("INF1005");
        problem.Detail.ShouldBe($"It is '{value}'.");
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("[\" test \"]")]
    [InlineData("[\"*\"]")]
    public async Task Preview_WithDisabledProviders_RefusesEachResourceThatNeedsOne(string value)
    {
        _engine.Config = new StackConfig(StackConfig.Empty.Values.Add("pulumi:disable-default-providers", value), []);

        await _engine.PreviewAsync(ProtectedAsync);

        _engine.Errors.Count().ShouldBe(value.Contains('"', StringComparison.Ordinal) ? 3 : 0);
        _engine.Errors.ShouldAllBe(e => e.StartsWith("default providers are disabled for package 'test'", StringComparison.Ordinal));
    }
}
