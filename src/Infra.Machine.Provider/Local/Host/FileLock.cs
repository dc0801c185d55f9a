using Infra.Protocol.Providers;

namespace Infra.Machine.Provider.Local.Host;

/// <summary>A lock between processes, as a file that goes with it. The system releases it when its holder ends, however that happens.</summary>
internal sealed class FileLock : IDisposable
{
    private static readonly TimeSpan _interval = TimeSpan.FromMilliseconds(25);

    private readonly FileStream _file;

    private FileLock(FileStream file) => _file = file;

    /// <summary>Waits for the lock; <paramref name="what"/> says in an error what could not be had.</summary>
    public static async Task<FileLock> AcquireAsync(string file, string what, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        while (true)
        {
            try
            {
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                return new(new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose));
            }
            catch (UnauthorizedAccessException e)
            {
                throw new ProviderException($"{what} cannot be worked on without root: run the command with sudo ({e.Message})", e);
            }
            catch (IOException e) when (e is not (DirectoryNotFoundException or FileNotFoundException))
            {
                // Held by another process.
            }

            try
            {
                await Task.Delay(_interval, limit.Token);
            }
            catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
            {
                throw new ProviderException($"another process works on {what} since {timeout.TotalSeconds:0} s (lock {file}): wait for it to end, then try again", e);
            }
        }
    }

    /// <summary>True if somebody holds the lock now.</summary>
    public static bool IsHeld(string file)
    {
        try
        {
            using var free = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1);
            return false;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }

    public void Dispose() => _file.Dispose();
}
