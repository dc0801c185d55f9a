using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Infra.Engine.Urns;
using Infra.Protocol.Properties;

namespace Infra.Engine.State;

/// <summary>The whole state of a stack: resources in dependency order and what was under way when it was written.</summary>
public sealed record Snapshot
{
    public static Snapshot Empty { get; } = new();

    public ImmutableArray<ResourceState> Resources { get; init; } = [];

    public ImmutableArray<PendingOperation> PendingOperations { get; init; } = [];

    /// <summary>What the program gave as the stack's outputs.</summary>
    public PropertyMap StackOutputs => Resources.FirstOrDefault(r => !r.Delete && Urn.IsRootStack(r.Urn))?.Outputs ?? PropertyMap.Empty;

    /// <summary>Members of the deployment object that are carried along untouched; null if there are none.</summary>
    public JsonObject? Extra { get; init; }
}

/// <summary>A provider call that had begun and whose end was not recorded.</summary>
public sealed record PendingOperation(ResourceState Resource, PendingOperationType Type);

public enum PendingOperationType
{
    Creating,
    Updating,
    Deleting,
    Reading,
    Importing,
}
