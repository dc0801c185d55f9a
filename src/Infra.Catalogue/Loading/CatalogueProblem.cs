namespace Infra.Catalogue.Loading;

/// <summary>A mistake in a file of the catalogue.</summary>
/// <param name="File">As it was given.</param>
/// <param name="Line">From 1.</param>
/// <param name="Message">A sentence.</param>
public sealed record CatalogueProblem(string File, int Line, string Message)
{
    public override string ToString() => $"{File}:{Line}: {Message}";
}
