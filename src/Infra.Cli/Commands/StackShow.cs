using System.CommandLine;
using Infra.Cli.Display;
using Infra.Cli.Stacks;
using Infra.Engine.State;

namespace Infra.Cli.Commands;

/// <summary>Bare `infra stack`: what the stack has.</summary>
internal static class StackShow
{
    public static Command Create(CommandSet set)
    {
        var stack = StackOption.Create();
        var ids = new Option<bool>("--show-ids", "-i") { Description = "Show ids" };
        var urns = new Option<bool>("--show-urns", "-u") { Description = "Show URNs" };
        var name = new Option<bool>("--show-name") { Description = "Only say the name" };
        var secrets = new Option<bool>("--show-secrets") { Description = "Show secret outputs in plain text" };
        return set.Add(new Command("stack", "Look at a stack, and manage stacks") { stack, ids, urns, name, secrets }, async invocation =>
        {
            var stacks = ProjectStacks.Open(invocation);
            var chosen = stacks.Name(invocation.Get(stack));
            if (invocation.Get(name))
            {
                invocation.Screen.Write(chosen);
                return 0;
            }

            var snapshot = await StackReading.LoadAsync(stacks, chosen, CancellationToken.None);
            var summary = stacks.Backend.List().First(known => known.Name == chosen);
            var outputs = StackReading.Outputs(snapshot);
            invocation.Screen.Write([
                Line.Of(new Span("Stack: "), new Span(chosen, Ink.Bold)),
                Line.Of($"    backend: {summary.Url}{(summary.UpdateInProgress ? " (an update is in progress)" : "")}"),
                Line.Of($"    last update: {Ago.Render(summary.LastUpdate, invocation.Host.Clock.GetUtcNow())}"),
                Line.Empty,
                .. Pending(snapshot),
                .. Resources(snapshot, invocation.Get(ids), invocation.Get(urns)),
                .. OutputsRenderer.Render(outputs, outputs, invocation.Get(secrets))]);
            return 0;
        });
    }

    private static IEnumerable<Line> Pending(Snapshot snapshot) => snapshot.PendingOperations.IsEmpty ? [] :
    [
        Line.Of($"Interrupted, and not known how they ended ({snapshot.PendingOperations.Length}):", Ink.Yellow),
        .. snapshot.PendingOperations.Select(pending => Line.Of($"    {pending.Type.ToString().ToLowerInvariant()} {pending.Resource.Urn}")),
        Line.Of("    infra refresh finds out about those that exist, and asks about creations."),
        Line.Empty,
    ];

    private static IEnumerable<Line> Resources(Snapshot snapshot, bool ids, bool urns)
    {
        var shown = snapshot.Resources.Where(resource => !resource.Delete && !Urns.IsDefaultProvider(resource.Urn)).ToList();
        var known = shown.Select(resource => resource.Urn).ToHashSet(StringComparer.Ordinal);
        var children = shown.ToLookup(resource => known.Contains(resource.Parent) ? resource.Parent : "", StringComparer.Ordinal);
        return shown.Count == 0
            ? [Line.Of("No resources."), Line.Empty]
            : [Line.Of($"Resources ({shown.Count}):", Ink.Bold), .. children[""].SelectMany(root => Branch(root, "    ", children, ids, urns)), Line.Empty];
    }

    private static IEnumerable<Line> Branch(ResourceState resource, string indent, ILookup<string, ResourceState> children, bool ids, bool urns)
    {
        var extra = (ids && resource.Id.Length > 0 ? $"  id={resource.Id}" : "") + (urns ? $"  {resource.Urn}" : "") + (resource.Protect ? "  (protected)" : "");
        yield return Line.Of(new Span($"{indent}{Urns.ShortType(resource.Type)} "), new Span(Urns.Name(resource.Urn), Ink.Bold), new Span(extra, Ink.Dim));
        foreach (var line in children[resource.Urn].SelectMany(child => Branch(child, indent + "  ", children, ids, urns)))
        {
            yield return line;
        }
    }
}
