using System.Text.Json.Nodes;
using Infra.Engine.State;

namespace Infra.Cli.Json;

/// <summary>A resource as `preview --json` shows it (ResourceV3, secrets hidden).</summary>
internal static class ResourceJson
{
    public static JsonObject Resource(ResourceState state)
    {
        var resource = new JsonObject { ["urn"] = state.Urn, ["custom"] = state.Custom };
        var rest = JsonText.Sparse(new JsonObject
        {
            ["delete"] = state.Delete,
            ["id"] = state.Id,
            ["type"] = state.Type,
            ["inputs"] = ValueJson.Map(state.Inputs),
            ["outputs"] = ValueJson.Map(state.Outputs),
            ["parent"] = state.Parent,
            ["protect"] = state.Protect,
            ["taint"] = state.Taint,
            ["external"] = state.External,
            ["dependencies"] = JsonText.Array(state.Dependencies),
            ["initErrors"] = JsonText.Array(state.InitErrors),
            ["provider"] = state.Provider,
            ["propertyDependencies"] = new JsonObject(state.PropertyDependencies.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)JsonText.Array(pair.Value)))),
            ["additionalSecretOutputs"] = JsonText.Array(state.AdditionalSecretOutputs),
            ["retainOnDelete"] = state.RetainOnDelete,
            ["deletedWith"] = state.DeletedWith,
            ["hideDiff"] = JsonText.Array(state.HideDiffs),
        });
        foreach (var (name, value) in rest.ToList())
        {
            rest.Remove(name);
            resource[name] = value;
        }

        return resource;
    }

    /// <summary>The shorter form in events (StepEventStateMetadata).</summary>
    public static JsonObject Metadata(ResourceState state)
    {
        var metadata = Always(state);
        if (!state.HideDiffs.IsDefaultOrEmpty)
        {
            metadata["hideDiffs"] = JsonText.Array(state.HideDiffs);
        }

        return metadata;
    }

    private static JsonObject Always(ResourceState state) => new()
    {
        ["type"] = state.Type,
        ["urn"] = state.Urn,
        ["custom"] = state.Custom,
        ["delete"] = state.Delete,
        ["id"] = state.Id,
        ["parent"] = state.Parent,
        ["protect"] = state.Protect,
        ["taint"] = state.Taint,
        ["external"] = state.External,
        ["retainOnDelete"] = state.RetainOnDelete,
        ["inputs"] = ValueJson.Map(state.Inputs),
        ["outputs"] = ValueJson.Map(state.Outputs),
        ["provider"] = state.Provider,
        ["initErrors"] = JsonText.Array(state.InitErrors),
    };
}
