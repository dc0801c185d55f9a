namespace Infra.Machine.Provider.Ssh;

/// <summary>Why there is no connection.</summary>
internal enum SshFailureKind
{
    /// <summary>Nobody answers at the address.</summary>
    Unreachable,

    /// <summary>The name has no address.</summary>
    UnknownHost,

    /// <summary>The computer answers, the port does not.</summary>
    Refused,

    /// <summary>The SSH server or the system is still starting.</summary>
    Starting,

    /// <summary>Another server than the one that was meant.</summary>
    HostKeyChanged,

    /// <summary>The server does not take the key for that user.</summary>
    PermissionDenied,

    Other,
}
