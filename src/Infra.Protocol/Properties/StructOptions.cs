namespace Infra.Protocol.Properties;

/// <summary>Which special values a peer takes; what it does not take is made plain on the way, in both directions.</summary>
public sealed record StructOptions
{
    /// <summary>Everything travels as it is.</summary>
    public static StructOptions KeepAll { get; } = new() { KeepUnknowns = true, KeepSecrets = true, KeepResources = true, KeepOutputValues = true };

    /// <summary>Unknowns travel; otherwise they are left out, or an error with <see cref="RejectUnknowns"/>.</summary>
    public bool KeepUnknowns { get; init; }

    /// <summary>An unknown is an error.</summary>
    public bool RejectUnknowns { get; init; }

    /// <summary>Secrets travel as such; otherwise plainly.</summary>
    public bool KeepSecrets { get; init; }

    /// <summary>References to resources travel as such; otherwise as the id, of a component the URN.</summary>
    public bool KeepResources { get; init; }

    /// <summary>Outputs travel with their dependencies; otherwise as plain, secret or unknown values.</summary>
    public bool KeepOutputValues { get; init; }

    /// <summary>Only the hash of an asset or archive travels.</summary>
    public bool ElideAssetContents { get; init; }
}
