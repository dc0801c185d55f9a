using System.Text;
using Infra.Engine.State;

namespace Infra.Cli.Display;

/// <summary>
/// A state as DOT: from each resource to what depends on it, labelled with the properties that do, and from each child to its
/// parent. What the state lacks is left out.
/// </summary>
internal static class DependencyGraph
{
    public static string Render(Snapshot snapshot, GraphStyle style)
    {
        var nodes = snapshot.Resources.DistinctBy(r => r.Urn).OrderBy(r => r.Urn, StringComparer.Ordinal).Select((r, i) => (r.Urn, Id: $"Resource{i}")).ToDictionary(n => n.Urn, n => n.Id, StringComparer.Ordinal);
        var dot = new StringBuilder("strict digraph {\n");
        if (style.Fragment.Length > 0)
        {
            dot.Append(style.Fragment).Append('\n');
        }

        var edges = snapshot.Resources.SelectMany(r => Edges(r, nodes, style)).ToLookup(e => e.From, e => e.Text, StringComparer.Ordinal);
        foreach (var (urn, id) in nodes.OrderBy(n => n.Key, StringComparer.Ordinal))
        {
            dot.Append("    ").Append(id).Append(" [label=").Append(Quote(style.ShortNodeNames ? Urns.Name(urn) : urn)).Append("];\n");
            foreach (var edge in edges[urn].Distinct(StringComparer.Ordinal))
            {
                dot.Append("    ").Append(edge).Append(";\n");
            }
        }

        return dot.Append("}\n").ToString();
    }

    private static IEnumerable<(string From, string Text)> Edges(ResourceState resource, Dictionary<string, string> nodes, GraphStyle style)
    {
        foreach (var dependency in style.IgnoreDependencyEdges ? [] : resource.Dependencies.Where(nodes.ContainsKey))
        {
            string[] blamed = [.. resource.PropertyDependencies.Where(p => !p.Value.IsDefault && p.Value.Contains(dependency, StringComparer.Ordinal)).Select(p => p.Key)];
            var label = blamed.Length == 0 ? "" : $", label = {Quote(string.Join(", ", blamed))}";
            yield return (dependency, $"{nodes[dependency]} -> {nodes[resource.Urn]} [color = {Quote(style.DependencyEdgeColor)}{label}]");
        }

        if (!style.IgnoreParentEdges && nodes.TryGetValue(resource.Parent, out var parent))
        {
            yield return (resource.Urn, $"{nodes[resource.Urn]} -> {parent} [color = {Quote(style.ParentEdgeColor)}]");
        }
    }

    private static string Quote(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
