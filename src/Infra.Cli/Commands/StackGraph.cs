using System.CommandLine;
using Infra.Cli.Display;
using Infra.Cli.Stacks;
using Infra.Engine.Diagnostics;

namespace Infra.Cli.Commands;

/// <summary>`infra stack graph`: the state's dependencies as DOT.</summary>
internal static class StackGraph
{
    public static Command Create(CommandSet set)
    {
        var defaults = new GraphStyle();
        var file = new Argument<string>("filename") { Arity = ArgumentArity.ZeroOrOne, Description = "Where to; standard output without it" };
        var stack = StackOption.Create();
        var noParents = new Option<bool>("--ignore-parent-edges") { Description = "Leave out edges from children to parents" };
        var noDependencies = new Option<bool>("--ignore-dependency-edges") { Description = "Leave out edges from dependencies to dependents" };
        var dependencyColor = new Option<string>("--dependency-edge-color") { Description = "Colour of dependency edges", HelpName = "colour", DefaultValueFactory = _ => defaults.DependencyEdgeColor };
        var parentColor = new Option<string>("--parent-edge-color") { Description = "Colour of parent edges", HelpName = "colour", DefaultValueFactory = _ => defaults.ParentEdgeColor };
        var shortNames = new Option<bool>("--short-node-name") { Description = "Label with names instead of URNs" };
        var fragment = new Option<string>("--dot-fragment") { Description = "DOT that goes in at the top, for styles", HelpName = "dot", DefaultValueFactory = _ => "" };
        return set.Add(
            new Command("graph", "Write the stack's dependencies as a DOT graph") { file, stack, noParents, noDependencies, dependencyColor, parentColor, shortNames, fragment },
            async invocation =>
            {
                var stacks = ProjectStacks.Open(invocation);
                var snapshot = await StackReading.LoadAsync(stacks, stacks.Name(invocation.Get(stack)), CancellationToken.None);
                var dot = DependencyGraph.Render(snapshot, new GraphStyle
                {
                    IgnoreParentEdges = invocation.Get(noParents),
                    IgnoreDependencyEdges = invocation.Get(noDependencies),
                    DependencyEdgeColor = invocation.Get(dependencyColor)!,
                    ParentEdgeColor = invocation.Get(parentColor)!,
                    ShortNodeNames = invocation.Get(shortNames),
                    Fragment = invocation.Get(fragment)!,
                });
                if (invocation.Get(file) is not { } path)
                {
                    invocation.Screen.Terminal.Out.Write(dot);
                    return ExitCodes.Success;
                }

                await FilesOfCommandLine.WriteAsync(invocation.Resolve(path), dot);
                invocation.Screen.Write($"Wrote stack dependency graph to `{path}`");
                return ExitCodes.Success;
            });
    }
}
