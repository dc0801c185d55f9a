using Infra.Engine.Plan;
using Infra.Engine.State;
using Infra.Engine.Program;
using Infra.Engine.Tests.Support;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;

namespace Infra.Engine.Tests.Plugins;

/// <summary>A provider on the official Node SDK, as a plugin of this engine.</summary>
public sealed class NodeProviderTests
{
    private const string Type = "thing:index:Thing";

    private static Func<TestProgram.Client, Task> One(PropertyMap inputs, Func<Goal, Goal>? options = null) => async program =>
    {
        await program.StackAsync();
        await program.ThingAsync("a", inputs, options, Type);
    };

    private static PropertyMap Size(int size) => PropertyMap.Empty.With("size", size);

    [SkippableFact]
    public async Task Life_OfAThing_IsMadeChangedReplacedReadAndDeleted()
    {
        using var stack = await NodeProvider.NewStackAsync();

        (await stack.UpAsync(One(Size(1).With("name", "x")))).Outcome.ShouldBe(OperationOutcome.Succeeded, stack.ToString());
        var first = stack.State("a").Id;
        stack.Things().ShouldBe([first]);

        (await stack.UpAsync(One(Size(1).With("name", "x")))).HasChanges.ShouldBeFalse(stack.ToString());
        (await stack.UpAsync(One(Size(2).With("name", "x")))).Outcome.ShouldBe(OperationOutcome.Succeeded, stack.ToString());
        stack.Steps.ShouldBe(["update a"]);
        stack.State("a").Outputs["size"].ShouldBe((PropertyValue)2);

        (await stack.UpAsync(One(Size(2).With("name", "y")))).Outcome.ShouldBe(OperationOutcome.Succeeded, stack.ToString());
        stack.Steps.ShouldBe(["create-replacement a", "replace a", "delete-replaced a"]);
        stack.State("a").Id.ShouldNotBe(first);
        stack.Things().ShouldBe([stack.State("a").Id]);

        (await stack.RunAsync(OperationKind.Refresh)).HasChanges.ShouldBeFalse(stack.ToString());
        (await stack.RunAsync(OperationKind.Destroy)).Outcome.ShouldBe(OperationOutcome.Succeeded, stack.ToString());
        stack.Things().ShouldBeEmpty();
        stack.Store.Current.Resources.ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task Preview_WithUnknowns_ShowsThemAndMakesNothing()
    {
        using var stack = await NodeProvider.NewStackAsync();
        PropertyMap made = PropertyMap.Empty;

        var result = await stack.PreviewAsync(async program =>
        {
            await program.StackAsync();
            await program.ThingAsync("a", Size(1), type: Type);
            made = (await program.ThingAsync("b", PropertyMap.Empty.With("name", PropertyValue.Unknown), type: Type)).Properties;
        });

        result.Outcome.ShouldBe(OperationOutcome.Succeeded, stack.ToString());
        made["name"].ShouldBe(PropertyValue.Unknown);
        stack.Calls().ShouldContain("04da6b54-80e4-46f7-96ec-b56ff0331ba9");
        stack.Things().ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task Secret_ThroughTheProvider_StaysOne()
    {
        using var stack = await NodeProvider.NewStackAsync();
        var secret = ((PropertyValue)"canary").AsSecret();

        (await stack.UpAsync(One(PropertyMap.Empty.With("secret", secret)))).Outcome.ShouldBe(OperationOutcome.Succeeded, stack.ToString());

        stack.State("a").Inputs["secret"].ShouldBe(secret);
        stack.State("a").Outputs["secret"].ShouldBe(secret);
        stack.ToString().ShouldNotContain("canary");
        (await stack.UpAsync(One(PropertyMap.Empty.With("secret", secret)))).HasChanges.ShouldBeFalse(stack.ToString());
    }

    [SkippableFact]
    public async Task Check_ThatRefuses_NamesThePropertyAndMakesNothing()
    {
        using var stack = await NodeProvider.NewStackAsync();

        (await stack.UpAsync(One(PropertyMap.Empty.With("bad", true)))).Outcome.ShouldBe(OperationOutcome.Failed);

        stack.Errors.ShouldContain("bad: is not wanted");
        stack.Things().ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task Create_OfASickThing_KeepsItAndTheNextRunMendsIt()
    {
        using var stack = await NodeProvider.NewStackAsync();

        (await stack.UpAsync(One(PropertyMap.Empty.With("sick", true)))).Outcome.ShouldBe(OperationOutcome.Failed);

        stack.State("a").InitErrors.ShouldBe(["it coughs", "it sneezes"]);
        stack.Things().ShouldBe([stack.State("a").Id]);

        (await stack.UpAsync(One(Size(1)))).Outcome.ShouldBe(OperationOutcome.Succeeded, stack.ToString());
        stack.Steps.ShouldBe(["update a"]);
        stack.State("a").InitErrors.ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task Invoke_OfAFunction_AnswersOrRefuses()
    {
        using var stack = await NodeProvider.NewStackAsync();
        InvokeResult? answer = null, refusal = null;

        var result = await stack.UpAsync(async program =>
        {
            await program.StackAsync();
            answer = await program.Monitor.InvokeAsync("thing:index:echo", PropertyMap.Empty.With("text", "hello"), ProviderRequest.Default, program.Ended);
            refusal = await program.Monitor.InvokeAsync("thing:index:echo", PropertyMap.Empty.With("refuse", true), ProviderRequest.Default, program.Ended);
        });

        result.Outcome.ShouldBe(OperationOutcome.Succeeded, stack.ToString());
        answer!.Return.ShouldBe(PropertyMap.Empty.With("token", "thing:index:echo").With("echo", "hello").With("secret", "proj"));
        refusal!.Failures.ShouldBe([new CheckFailure("refuse", "as asked")]);
    }

    [SkippableFact]
    public async Task Create_InWhichTheProviderDies_TellsItsLastWords()
    {
        using var stack = await NodeProvider.NewStackAsync();

        (await stack.UpAsync(One(PropertyMap.Empty.With("die", true)))).Outcome.ShouldBe(OperationOutcome.Failed);

        var error = stack.Errors.ShouldHaveSingleItem();
        error.ShouldContain("plugin of 'thing' was lost while it was asked to Create");
        error.ShouldContain("exit code 7");
        error.ShouldContain("the disk is on fire");
        error.ShouldContain("may be in an unknown state");
    }

    [SkippableFact]
    public async Task Create_ThatNeverAnswers_EndsWhenItIsCancelled()
    {
        using var stack = await NodeProvider.NewStackAsync();
        var running = stack.UpAsync(One(PropertyMap.Empty.With("hang", true)));
        await stack.Store.PendingAsync();

        await stack.Stop.CancelAsync();
        await stack.Abort.CancelAsync();

        (await running).Outcome.ShouldNotBe(OperationOutcome.Succeeded);
        stack.Store.Current.PendingOperations.Single().Type.ShouldBe(PendingOperationType.Creating);
    }

    [SkippableFact]
    public async Task Create_ThatAnswersNonsense_IsAnErrorThatNamesPluginAndCall()
    {
        using var stack = await NodeProvider.NewStackAsync();

        (await stack.UpAsync(One(PropertyMap.Empty.With("junk", true)))).Outcome.ShouldBe(OperationOutcome.Failed);

        stack.Errors.ShouldHaveSingleItem().ShouldContain("the plugin of 'thing' answered Create with nonsense");
    }

    [SkippableFact]
    public async Task Plugin_AfterARun_IsGone()
    {
        using var stack = await NodeProvider.NewStackAsync();

        await stack.UpAsync(One(Size(1)));

        Directory.EnumerateDirectories("/proc").Select(p => Path.Combine(p, "cmdline")).Where(f => Read(f).Contains(stack.Directory.Path, StringComparison.Ordinal)).ShouldBeEmpty();
    }

    private static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
