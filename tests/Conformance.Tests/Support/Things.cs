using System.Collections.Immutable;
using Pulumi;

namespace Conformance.Tests;

/// <summary>Properties by name.</summary>
internal sealed class Props : Dictionary<string, object?>
{
    public DictionaryResourceArgs Args => new(this.ToImmutableDictionary());

    public DictionaryInvokeArgs InvokeArgs => new(this.ToImmutableDictionary());
}

/// <summary>A custom resource whose provider adds the outputs made and hidden.</summary>
internal sealed class Thing : CustomResource
{
    public Thing(string name, Props props, CustomResourceOptions? options = null)
        : this(name, props.Args, options)
    {
    }

    public Thing(string name, ResourceArgs args, CustomResourceOptions? options = null)
        : base("test:index:Thing", name, args, options)
    {
    }

    [Output("made")]
    public Output<string> Made { get; private set; } = null!;

    [Output("hidden")]
    public Output<string> Hidden { get; private set; } = null!;

    [Output("size")]
    public Output<int> Size { get; private set; } = null!;
}

/// <summary>A component without anything of its own.</summary>
internal sealed class Box : ComponentResource
{
    public Box(string name, ComponentResourceOptions? options = null)
        : base("my:index:Box", name, options) => RegisterOutputs();
}

/// <summary>A component whose inside its provider registers.</summary>
internal sealed class Remote(string name, Props props, ComponentResourceOptions? options = null)
    : ComponentResource("test:index:Remote", name, props.Args, options, remote: true)
{
    [Output("made")]
    public Output<string> Made { get; private set; } = null!;
}

internal sealed class Provider(string name, Props props, CustomResourceOptions? options = null, string package = "test")
    : ProviderResource(package, name, props.Args, options);
