using System.Collections.Immutable;

namespace Infra.Engine.Workspace;

/// <summary>A Pulumi.yaml, read and checked.</summary>
public sealed record Project
{
    public required string Name { get; init; }

    /// <summary>Absolute path of Pulumi.yaml.</summary>
    public required string File { get; init; }

    /// <summary>Absolute path of the directory of Pulumi.yaml.</summary>
    public required string RootDirectory { get; init; }

    /// <summary>"dotnet" or "nodejs".</summary>
    public required string Runtime { get; init; }

    /// <summary>runtime.options, such as "binary".</summary>
    public ImmutableSortedDictionary<string, string> RuntimeOptions { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>As written; "" if absent.</summary>
    public string Main { get; init; } = "";

    /// <summary>Absolute directory of the Pulumi.&lt;stack&gt;.yaml files.</summary>
    public required string StackConfigDirectory { get; init; }

    /// <summary>backend.url; "" if absent.</summary>
    public string BackendUrl { get; init; } = "";

    /// <summary>options.refresh: always.</summary>
    public bool AlwaysRefresh { get; init; }

    /// <summary>Declared configuration, by full key ("ns:name").</summary>
    public ImmutableSortedDictionary<string, ConfigDeclaration> Config { get; init; } = ImmutableSortedDictionary<string, ConfigDeclaration>.Empty;

    /// <summary>plugins.providers: name to absolute path.</summary>
    public ImmutableSortedDictionary<string, string> ProviderPlugins { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}

/// <param name="Type">string, integer, boolean, array, object; "" if not declared.</param>
/// <param name="Description">In words.</param>
/// <param name="Default">As the program would get it (JSON text for arrays and objects); null if there is none.</param>
/// <param name="Secret">Wants a secret.</param>
public sealed record ConfigDeclaration(string Type, string Description, string? Default, bool Secret);
