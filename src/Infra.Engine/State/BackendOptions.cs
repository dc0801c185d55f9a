namespace Infra.Engine.State;

/// <summary>How a file backend writes.</summary>
/// <param name="Compress">PULUMI_DIY_BACKEND_GZIP.</param>
/// <param name="Backups">False with PULUMI_DIY_BACKEND_DISABLE_CHECKPOINT_BACKUPS.</param>
/// <param name="Version">The writer's version in the manifest.</param>
public sealed record BackendOptions(bool Compress, bool Backups, string Version)
{
    public static BackendOptions From(Func<string, string?> environment, string version) => new(
        IsTrue(environment("PULUMI_DIY_BACKEND_GZIP")) || IsTrue(environment("PULUMI_SELF_MANAGED_STATE_GZIP")),
        !IsTrue(environment("PULUMI_DIY_BACKEND_DISABLE_CHECKPOINT_BACKUPS")) && !IsTrue(environment("PULUMI_DISABLE_CHECKPOINT_BACKUPS")),
        version);

    internal static bool IsTrue(string? value) => value is "1" || string.Equals(value, "true", StringComparison.OrdinalIgnoreCase);
}
