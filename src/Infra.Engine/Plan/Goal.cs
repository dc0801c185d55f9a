using System.Collections.Immutable;
using Infra.Engine.State;
using Infra.Engine.Urns;
using Infra.Protocol.Properties;

namespace Infra.Engine.Plan;

/// <summary>What a program wants a resource to be.</summary>
public sealed record Goal
{
    public required string Type { get; init; }

    public required string Name { get; init; }

    public bool Custom { get; init; } = true;

    public PropertyMap Inputs { get; init; } = PropertyMap.Empty;

    public string Parent { get; init; } = "";

    /// <summary>Null: as the parent.</summary>
    public bool? Protect { get; init; }

    /// <summary>Null: as the parent.</summary>
    public bool? RetainOnDelete { get; init; }

    /// <summary>"": as the parent.</summary>
    public string DeletedWith { get; init; } = "";

    public ImmutableArray<string> ReplaceWith { get; init; } = [];

    public ImmutableArray<string> Dependencies { get; init; } = [];

    public ImmutableSortedDictionary<string, ImmutableArray<string>> PropertyDependencies { get; init; } =
        ImmutableSortedDictionary.Create<string, ImmutableArray<string>>(StringComparer.Ordinal);

    /// <summary>Provider reference; "" for components and providers.</summary>
    public string Provider { get; init; } = "";

    /// <summary>Null: the provider decides.</summary>
    public bool? DeleteBeforeReplace { get; init; }

    public ImmutableArray<string> IgnoreChanges { get; init; } = [];

    /// <summary>Paths whose differences are not shown; they are made all the same.</summary>
    public ImmutableArray<string> HideDiffs { get; init; } = [];

    public ImmutableArray<string> ReplaceOnChanges { get; init; } = [];

    public ImmutableArray<string> AdditionalSecretOutputs { get; init; } = [];

    public ImmutableArray<Alias> Aliases { get; init; } = [];

    public CustomTimeouts? CustomTimeouts { get; init; }

    public PropertyValue? ReplacementTrigger { get; init; }

    public string ImportId { get; init; } = "";

    /// <summary>Of an import that takes its inputs from the provider: which of them, empty for all; null: the inputs are declared.</summary>
    public ImmutableArray<string>? ImportedInputs { get; init; }

    /// <summary>Every URN it refers to, some perhaps more than once.</summary>
    public IEnumerable<string> References()
    {
        var others = Plan.References.Of(Dependencies, PropertyDependencies, ReplaceWith, Parent, DeletedWith);
        return ProviderReference.UrnOf(Provider) is { Length: > 0 } provider ? others.Append(provider) : others;
    }
}

/// <summary>Another name a resource may have had: a URN, or the parts that were different.</summary>
public sealed record Alias
{
    public string Urn { get; init; } = "";

    public string Name { get; init; } = "";

    public string Type { get; init; } = "";

    public string Stack { get; init; } = "";

    public string Project { get; init; } = "";

    public string ParentUrn { get; init; } = "";

    public bool NoParent { get; init; }
}

/// <summary>A thing that exists and is only looked at.</summary>
public sealed record ReadGoal
{
    public required string Type { get; init; }

    public required string Name { get; init; }

    public required string Id { get; init; }

    public string Parent { get; init; } = "";

    public PropertyMap Inputs { get; init; } = PropertyMap.Empty;

    public ImmutableArray<string> Dependencies { get; init; } = [];

    public string Provider { get; init; } = "";

    public ImmutableArray<string> AdditionalSecretOutputs { get; init; } = [];
}
