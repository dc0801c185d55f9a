namespace Infra.Cli.Display;

/// <summary>A row with the branch drawn before it.</summary>
internal sealed record TreeEntry(Row Row, string Branch);

/// <summary>Puts rows under their parents; rows without news are there only to hold others.</summary>
internal static class TreeOrder
{
    public static IEnumerable<TreeEntry> Of(OperationModel model, TreeOptions options)
    {
        var rows = model.Rows.Where(row => !Urns.IsDefaultProvider(row.Urn)).ToList();
        var shown = rows.Where(row => options.ShowSames || row.IsNews || (!options.IsPreview && row is { Phase: RowPhase.Running, Step.Op: not Infra.Engine.Events.StepOp.Same }))
            .Select(row => row.Urn).ToHashSet(StringComparer.Ordinal);
        if (shown.Count == 0)
        {
            return [];
        }

        var byUrn = model.Rows.ToDictionary(row => row.Urn, StringComparer.Ordinal);
        foreach (var urn in shown.ToList())
        {
            for (var parent = byUrn[urn].Parent; byUrn.TryGetValue(parent, out var row) && shown.Add(parent); parent = row.Parent)
            {
            }
        }

        var children = rows.Where(row => shown.Contains(row.Urn)).ToLookup(row => shown.Contains(row.Parent) ? row.Parent : "", StringComparer.Ordinal);
        return children[""].SelectMany(root => Walk(root, "", "", children));
    }

    private static IEnumerable<TreeEntry> Walk(Row row, string branch, string below, ILookup<string, Row> children)
    {
        yield return new TreeEntry(row, branch);
        var inside = children[row.Urn].ToList();
        for (var i = 0; i < inside.Count; i++)
        {
            var last = i == inside.Count - 1;
            foreach (var entry in Walk(inside[i], below + (last ? "└─ " : "├─ "), below + (last ? "   " : "│  "), children))
            {
                yield return entry;
            }
        }
    }
}
