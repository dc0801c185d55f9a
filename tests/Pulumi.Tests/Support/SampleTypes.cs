using System.Collections.Immutable;

namespace Pulumi.Tests;

/// <summary>An args class in the shape of generated ones.</summary>
internal sealed class BucketArgs : ResourceArgs
{
    [Input("tags")]
    private InputMap<string>? _tags;

    [Input("rules")]
    private InputList<RuleArgs>? _rules;

    [Input("name", required: true)]
    public Input<string>? Name { get; set; }

    [Input("size")]
    public Input<int>? Size { get; set; }

    [Input("policy", json: true)]
    public Input<ImmutableDictionary<string, object>>? Policy { get; set; }

    [Input("source")]
    public Input<AssetOrArchive>? Source { get; set; }

    [Input("owner")]
    public Input<Resource>? Owner { get; set; }

    [Input("id")]
    public Input<string>? Id { get; set; }

    public InputMap<string> Tags
    {
        get => _tags ??= [];
        set => _tags = value;
    }

    public InputList<RuleArgs> Rules
    {
        get => _rules ??= [];
        set => _rules = value;
    }
}

/// <summary>Nested args.</summary>
internal sealed class RuleArgs : ResourceArgs
{
    [Input("port")]
    public Input<int>? Port { get; set; }

    [Input("level")]
    public Input<Level>? Level { get; set; }
}

/// <summary>An enum in the shape of generated ones.</summary>
[EnumType]
internal readonly struct Level : IEquatable<Level>
{
    private readonly string _value;

    private Level(string value) => _value = value;

    public static Level High { get; } = new("high");

    public static explicit operator string(Level value) => value._value;

    public bool Equals(Level other) => _value == other._value;

    public override bool Equals(object? obj) => obj is Level other && Equals(other);

    public override int GetHashCode() => _value.GetHashCode(StringComparison.Ordinal);
}

/// <summary>An output type in the shape of generated ones.</summary>
[OutputType]
internal sealed class Rule
{
    public readonly int Port;
    public readonly Level? Level;
    public readonly ImmutableArray<string> Hosts;
    public readonly string? FullName;

    [OutputConstructor]
    private Rule(int port, Level? level, ImmutableArray<string> hosts, [OutputConstructorParameter("full_name")] string? fullName)
    {
        Port = port;
        Level = level;
        Hosts = hosts;
        FullName = fullName;
    }

    public static Rule Of(int port, params string[] hosts) => new(port, null, [.. hosts], null);
}

/// <summary>A resource class in the shape of generated ones.</summary>
[ResourceType("test:index:Bucket", null)]
internal sealed class Bucket : CustomResource
{
    public Bucket(string name, BucketArgs? args = null, CustomResourceOptions? options = null)
        : base("test:index:Bucket", name, args ?? new BucketArgs(), CustomResourceOptions.Merge(new CustomResourceOptions { Id = "" }, options))
    {
    }

    private Bucket(string name, Input<string> id, CustomResourceOptions? options)
        : base("test:index:Bucket", name, null, CustomResourceOptions.Merge(options, new CustomResourceOptions { Id = id }))
    {
    }

    [Output("name")]
    public Output<string> Name { get; private set; } = null!;

    [Output("size")]
    public Output<int> Size { get; private set; } = null!;

    [Output("rules")]
    public Output<ImmutableArray<Rule>> Rules { get; private set; } = null!;

    public static Bucket Get(string name, Input<string> id, CustomResourceOptions? options = null) => new(name, id, options);
}

/// <summary>A component of two buckets.</summary>
internal sealed class Pair : ComponentResource
{
    public Pair(string name, ComponentResourceOptions? options = null)
        : base("test:index:Pair", name, options)
    {
        First = new Bucket(name + "-1", new BucketArgs { Name = "1" }, new CustomResourceOptions { Parent = this });
        Second = new Bucket(name + "-2", new BucketArgs { Name = First.Name }, new CustomResourceOptions { Parent = this });
        Both = Output.Format($"{First.Name},{Second.Name}");
        RegisterOutputs(new Dictionary<string, object?>(StringComparer.Ordinal) { ["both"] = Both });
    }

    public Bucket First { get; }

    public Bucket Second { get; }

    [Output]
    public Output<string> Both { get; private set; }
}

/// <summary>An explicit provider.</summary>
internal sealed class TestProvider(string name, string package = "test", CustomResourceOptions? options = null)
    : ProviderResource(package, name, ResourceArgs.Empty, options);

/// <summary>A component whose inside is registered by its provider.</summary>
internal sealed class RemotePair(string name, BucketArgs args, ComponentResourceOptions? options = null)
    : ComponentResource("test:index:RemotePair", name, args, options, remote: true)
{
    [Output("both")]
    public Output<string> Both { get; private set; } = null!;
}

/// <summary>A resource class that references are made instances of.</summary>
[ResourceType("test:index:Depot", "1.2.0")]
public sealed class Depot(string name, ResourceArgs? args = null, CustomResourceOptions? options = null)
    : CustomResource("test:index:Depot", name, args, options);
