namespace Infra;

/// <summary>What a layer may look at when it is checked.</summary>
/// <param name="RootDirectory">Of the project (Pulumi.yaml): what relative paths are relative to.</param>
/// <param name="Domain">The site's name as declared; null if it has none.</param>
internal sealed record ValidationContext(string RootDirectory, string? Domain = null);
