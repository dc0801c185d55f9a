using Infra.Engine.Diagnostics;

namespace Infra.Engine.State;

/// <summary>How a file backend writes.</summary>
/// <param name="Compress">PULUMI_DIY_BACKEND_GZIP.</param>
/// <param name="Backups">False with PULUMI_DIY_BACKEND_DISABLE_CHECKPOINT_BACKUPS.</param>
/// <param name="Version">The writer's version in the manifest.</param>
public sealed record BackendOptions(bool Compress, bool Backups, string Version)
{
    /// <summary>PULUMI_DIY_BACKEND_ZSTD.</summary>
    public bool Zstandard { get; init; }

    /// <summary>Of a state's file, after ".json".</summary>
    internal string Suffix => Zstandard ? Compression.Zstandard : Compress ? Compression.Gzip : "";

    /// <exception cref="InfraException">INF2001: two ways of compressing at once.</exception>
    public static BackendOptions From(Func<string, string?> environment, string version)
    {
        var gzip = IsTrue(environment("PULUMI_DIY_BACKEND_GZIP")) || IsTrue(environment("PULUMI_SELF_MANAGED_STATE_GZIP"));
        var zstandard = IsTrue(environment("PULUMI_DIY_BACKEND_ZSTD")) || IsTrue(environment("PULUMI_SELF_MANAGED_STATE_ZSTD"));
        return gzip && zstandard
            ? throw new InfraException(
                DiagnosticCodes.BackendUnsupported, "The state cannot be compressed in two ways", "PULUMI_DIY_BACKEND_GZIP and PULUMI_DIY_BACKEND_ZSTD are both set.", "Unset one of them.", exitCode: ExitCodes.Configuration)
            : new BackendOptions(gzip, !IsTrue(environment("PULUMI_DIY_BACKEND_DISABLE_CHECKPOINT_BACKUPS")) && !IsTrue(environment("PULUMI_DISABLE_CHECKPOINT_BACKUPS")), version)
            {
                Zstandard = zstandard,
            };
    }

    internal static bool IsTrue(string? value) => value is "1" || string.Equals(value, "true", StringComparison.OrdinalIgnoreCase);
}
