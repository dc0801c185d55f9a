namespace Infra.Databases;

/// <summary>Where a database runs.</summary>
public enum Placement
{
    /// <summary>On the application's server, reached through a socket.</summary>
    OnServer,

    /// <summary>On a server of its own in the same private network.</summary>
    OwnServer,

    /// <summary>As the host's service.</summary>
    Managed,
}
