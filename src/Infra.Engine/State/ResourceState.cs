using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Infra.Protocol.Properties;

namespace Infra.Engine.State;

/// <summary>One resource as the state keeps it (ResourceV3). Fields this engine does not understand survive in <see cref="Extra"/>.</summary>
public sealed record ResourceState
{
    public required string Urn { get; init; }

    public required string Type { get; init; }

    public bool Custom { get; init; }

    /// <summary>Replaced and waiting to be deleted.</summary>
    public bool Delete { get; init; }

    public string Id { get; init; } = "";

    public PropertyMap Inputs { get; init; } = PropertyMap.Empty;

    public PropertyMap Outputs { get; init; } = PropertyMap.Empty;

    public string Parent { get; init; } = "";

    public bool Protect { get; init; }

    public bool Taint { get; init; }

    public bool External { get; init; }

    public ImmutableArray<string> Dependencies { get; init; } = [];

    public ImmutableArray<string> InitErrors { get; init; } = [];

    /// <summary>Reference of the provider resource, "urn::id"; "" for components and providers.</summary>
    public string Provider { get; init; } = "";

    public ImmutableSortedDictionary<string, ImmutableArray<string>> PropertyDependencies { get; init; } =
        ImmutableSortedDictionary.Create<string, ImmutableArray<string>>(StringComparer.Ordinal);

    public bool PendingReplacement { get; init; }

    public ImmutableArray<string> AdditionalSecretOutputs { get; init; } = [];

    public ImmutableArray<string> Aliases { get; init; } = [];

    public CustomTimeouts? CustomTimeouts { get; init; }

    public string ImportId { get; init; } = "";

    public bool RetainOnDelete { get; init; }

    public string DeletedWith { get; init; } = "";

    public ImmutableArray<string> ReplaceWith { get; init; } = [];

    public DateTimeOffset? Created { get; init; }

    public DateTimeOffset? Modified { get; init; }

    public ImmutableArray<string> IgnoreChanges { get; init; } = [];

    /// <summary>Paths whose differences are not shown.</summary>
    public ImmutableArray<string> HideDiffs { get; init; } = [];

    public ImmutableArray<string> ReplaceOnChanges { get; init; } = [];

    public PropertyValue? ReplacementTrigger { get; init; }

    /// <summary>Members of the state file that are carried along untouched; null if there are none.</summary>
    public JsonObject? Extra { get; init; }
}

/// <summary>Seconds; 0 means not set.</summary>
public sealed record CustomTimeouts(double Create, double Update, double Delete, double Read = 0);
