using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Infra.Protocol.Providers;

namespace Infra.Cli.Json;

/// <summary>Detailed diffs by Pulumi's names.</summary>
internal static class DiffKindJson
{
    /// <summary>Null if the provider gave none.</summary>
    public static JsonObject? Detailed(ImmutableSortedDictionary<string, PropertyDiff>? diff, string kind) =>
        diff is null ? null : new JsonObject(diff.Select(pair => KeyValuePair.Create(
            pair.Key, (JsonNode?)new JsonObject { [kind] = Name(pair.Value.Kind), ["inputDiff"] = pair.Value.InputDiff })));

    private static string Name(PropertyDiffKind kind) => kind switch
    {
        PropertyDiffKind.Add => "add",
        PropertyDiffKind.AddReplace => "add-replace",
        PropertyDiffKind.Delete => "delete",
        PropertyDiffKind.DeleteReplace => "delete-replace",
        PropertyDiffKind.UpdateReplace => "update-replace",
        _ => "update",
    };
}
