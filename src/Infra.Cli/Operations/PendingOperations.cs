using Infra.Cli.Display;
using Infra.Engine.State;

namespace Infra.Cli.Operations;

/// <summary>After a stop at once: what had begun and whose end is not known.</summary>
internal static class PendingOperations
{
    public static IReadOnlyList<Line> Render(Snapshot snapshot) => snapshot.PendingOperations.IsEmpty
        ? []
        : [
            Line.Of("Stopped at once. Not known how these ended:", Ink.Yellow),
            .. snapshot.PendingOperations.Select(pending => Line.Of($"    {pending.Type.ToString().ToLowerInvariant()} {Urns.ShortType(pending.Resource.Type)} {Urns.Name(pending.Resource.Urn)}")),
            Line.Of("The next 'infra up' or 'infra refresh' looks at them."),
        ];
}
