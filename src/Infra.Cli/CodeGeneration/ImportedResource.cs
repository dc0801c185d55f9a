using Infra.Engine.State;

namespace Infra.Cli.CodeGeneration;

/// <summary>A resource that was imported, and what its declaration needs beside its state.</summary>
/// <param name="State">With its inputs.</param>
/// <param name="Schema">Of its package; null if there is none.</param>
/// <param name="Version">Of its provider; "" if that is not known.</param>
internal sealed record ImportedResource(ResourceState State, PackageSchema? Schema, string Version)
{
    /// <summary>Of its own, named in the import; "" for the package's default one.</summary>
    public string Provider { get; init; } = "";
}
