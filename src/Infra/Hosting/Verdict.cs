namespace Infra.Hosting;

/// <summary>What a host says about a part of a declaration.</summary>
public enum Verdict
{
    /// <summary>As declared.</summary>
    Supported,

    /// <summary>By other means, which the finding tells.</summary>
    Emulated,

    /// <summary>As declared, and on this host alone.</summary>
    HostSpecific,

    /// <summary>Not at all; nothing is made while one of these stands.</summary>
    Impossible,
}
