namespace Infra;

/// <summary>What a layer may look at when it is checked.</summary>
/// <param name="RootDirectory">Of the project (Pulumi.yaml): what relative paths are relative to.</param>
internal sealed record ValidationContext(string RootDirectory);
