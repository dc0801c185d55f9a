namespace Infra.Machine.Provider.Local.Host;

/// <summary>Held while the network of local machines, their addresses or shared settings change.</summary>
internal static class HostLock
{
    private const string LockFile = "/run/lock/infra-network.lock";

    public static Task<FileLock> AcquireAsync(CancellationToken cancellationToken) =>
        FileLock.AcquireAsync(LockFile, "the network of local machines", TimeSpan.FromSeconds(60), cancellationToken);
}
