namespace Infra.Machine.Provider.Ssh;

/// <summary>How long to try a server that does not let one in at once.</summary>
internal enum Patience
{
    /// <summary>One attempt.</summary>
    None,

    /// <summary>It is known to exist: wait for an SSH server or a system that starts.</summary>
    Starting,

    /// <summary>It may just have been made: wait also for an address that is silent.</summary>
    Booting,
}
