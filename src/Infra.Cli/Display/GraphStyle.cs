namespace Infra.Cli.Display;

/// <summary>How a dependency graph is drawn.</summary>
internal sealed record GraphStyle
{
    public bool IgnoreParentEdges { get; init; }

    public bool IgnoreDependencyEdges { get; init; }

    public string DependencyEdgeColor { get; init; } = "#246C60";

    public string ParentEdgeColor { get; init; } = "#AA6639";

    /// <summary>Label with names instead of URNs.</summary>
    public bool ShortNodeNames { get; init; }

    /// <summary>DOT that goes in at the top.</summary>
    public string Fragment { get; init; } = "";
}
