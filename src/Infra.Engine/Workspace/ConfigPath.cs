using System.Text.Json.Nodes;
using Infra.Engine.Diagnostics;

using Infra.Protocol.Properties;

namespace Infra.Engine.Workspace;

/// <summary>Places inside a configuration value: name.a.b[0], as --path takes them.</summary>
internal static class ConfigPath
{
    /// <summary>The top-level key of a path and the rest.</summary>
    public static (string Name, PropertyPath? Inner) Split(string text)
    {
        var path = PropertyPath.TryParse(text);
        return path?.Segments[0] is KeySegment first
            ? (first.Name, path.Segments.Length == 1 ? null : new PropertyPath(path.Segments[1..]))
            : throw Bad($"'{text}' is not a path; write it like name.inner[0].");
    }

    public static JsonNode? Get(JsonNode? value, PropertyPath path) => path.Segments.Aggregate(value, (at, segment) => (at, segment) switch
    {
        (JsonObject map, KeySegment key) => map[key.Name],
        (JsonArray list, IndexSegment index) when index.Index < list.Count => list[index.Index],
        _ => null,
    });

    /// <summary>The value with the given one put at the path; what is missing on the way is made.</summary>
    public static JsonNode Set(JsonNode? value, PropertyPath path, JsonNode? leaf) => Set(value?.DeepClone(), path, 0, leaf)!;

    /// <summary>The value without what the path names; null if nothing is left of it.</summary>
    public static JsonNode? Remove(JsonNode? value, PropertyPath path)
    {
        var result = value?.DeepClone();
        var parent = Get(result, new PropertyPath(path.Segments[..^1]));
        switch (parent, path.Segments[^1])
        {
            case (JsonObject map, KeySegment key):
                map.Remove(key.Name);
                break;
            case (JsonArray list, IndexSegment index) when index.Index < list.Count:
                list.RemoveAt(index.Index);
                break;
        }

        return result;
    }

    private static JsonNode? Set(JsonNode? at, PropertyPath path, int depth, JsonNode? leaf)
    {
        if (depth == path.Segments.Length)
        {
            return leaf?.DeepClone();
        }

        switch (path.Segments[depth])
        {
            case KeySegment key:
                var map = at as JsonObject ?? (at is null ? [] : throw Bad($"'{path}' goes into a value that is not an object."));
                var child = map[key.Name];
                map.Remove(key.Name);
                map[key.Name] = Set(child, path, depth + 1, leaf);
                return map;
            case IndexSegment index:
                var list = at as JsonArray ?? (at is null ? [] : throw Bad($"'{path}' goes into a value that is not a list."));
                if (index.Index > list.Count)
                {
                    throw Bad($"'{path}' is beyond the end of a list of {list.Count}.");
                }

                var item = index.Index < list.Count ? list[index.Index] : null;
                if (index.Index == list.Count)
                {
                    list.Add(null);
                }

                list[index.Index] = null;
                list[index.Index] = Set(item, path, depth + 1, leaf);
                return list;
            default:
                throw Bad($"'{path}' may not have a '*'.");
        }
    }

    private static InfraException Bad(string detail) =>
        new(DiagnosticCodes.ConfigPath, "The path cannot be used", detail, exitCode: ExitCodes.Configuration);
}
