using Infra.Engine.Tests.Support;
using Infra.Protocol.Properties;

namespace Infra.Engine.Tests.Plugins;

/// <summary>Plugins that are a directory with a PulumiPlugin.yaml, run by the official Node SDK's own runner.</summary>
public sealed class NodePluginDirectoryTests
{
    private static Func<TestProgram.Client, Task> One(int size) => async program =>
    {
        await program.StackAsync();
        await program.ThingAsync("a", PropertyMap.Empty.With("size", size), type: "thing:index:Thing");
    };

    [SkippableTheory]
    [InlineData("runtime: nodejs\n")]
    [InlineData("runtime:\n  name: nodejs\n")]
    public async Task Life_OfAThing_GoesThroughThePlugin(string description)
    {
        using var stack = await NodeProvider.NewDirectoryStackAsync(description);

        (await stack.PreviewAsync(One(1))).Outcome.ShouldBe(OperationOutcome.Succeeded, stack.ToString());
        stack.Things().ShouldBeEmpty();
        (await stack.UpAsync(One(1))).Outcome.ShouldBe(OperationOutcome.Succeeded, stack.ToString());
        stack.Things().ShouldBe([stack.State("a").Id]);
        (await stack.UpAsync(One(2))).Outcome.ShouldBe(OperationOutcome.Succeeded, stack.ToString());
        stack.Steps.ShouldBe(["update a"]);
        (await stack.RunAsync(OperationKind.Destroy)).Outcome.ShouldBe(OperationOutcome.Succeeded, stack.ToString());
        stack.Things().ShouldBeEmpty();
    }

    [SkippableTheory]
    [InlineData("runtime: python\n", true, "Its runtime is 'python'")]
    [InlineData("name: thing\n", true, "'runtime' is missing")]
    [InlineData("runtime: nodejs\n", false, "Its npm packages are not installed")]
    public async Task Up_WithADirectoryThatCannotBeRun_SaysWhy(string description, bool withPackages, string detail)
    {
        using var stack = await NodeProvider.NewDirectoryStackAsync(description, withPackages);

        (await stack.UpAsync(One(1))).Outcome.ShouldBe(OperationOutcome.Failed);

        var error = stack.Errors.ShouldHaveSingleItem();
        error.ShouldStartWith("INF4303: ");
        error.ShouldContain(detail);
    }
}
