namespace Infra.Runtimes;

/// <summary>The language an application runs on.</summary>
public abstract record Runtime : Layer
{
    /// <summary>The language's version.</summary>
    public required string Version { get; init; }

    /// <summary>Further packages of the distribution that the application needs.</summary>
    public IReadOnlyList<string> Packages { get; init; } = [];
}
