using System.Collections.Immutable;

namespace Infra.Engine;

/// <summary>A thing that exists, and what it is to be in the stack.</summary>
/// <param name="Type">package:module:Name.</param>
/// <param name="Name">The resource's name in the program.</param>
/// <param name="Id">The provider's name of it.</param>
public sealed record ImportRequest(string Type, string Name, string Id)
{
    /// <summary>URN; "": the stack.</summary>
    public string Parent { get; init; } = "";

    /// <summary>URN of a provider of the state; "": the package's default one.</summary>
    public string Provider { get; init; } = "";

    /// <summary>Of the package, where its default provider has to be registered; "": any.</summary>
    public string Version { get; init; } = "";

    public string PluginDownloadUrl { get; init; } = "";

    /// <summary>Inputs to keep of those the provider says; empty: all.</summary>
    public ImmutableArray<string> Properties { get; init; } = [];

    public bool Protect { get; init; } = true;
}
