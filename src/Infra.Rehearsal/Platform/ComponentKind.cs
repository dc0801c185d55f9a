namespace Infra.Rehearsal.Platform;

/// <summary>What a part of an app is.</summary>
internal enum ComponentKind
{
    /// <summary>Answers requests.</summary>
    Service,

    /// <summary>Works without being asked.</summary>
    Worker,

    /// <summary>Runs once in a deployment.</summary>
    Job,

    /// <summary>Files.</summary>
    StaticSite,
}
