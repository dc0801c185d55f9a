using System.Diagnostics;

namespace Infra.Machine.Provider.Ssh;

/// <summary>A command that runs on a server.</summary>
internal sealed class SshSession(Process process, Action release) : IAsyncDisposable
{
    /// <summary>ssh's exit code for its own failures.</summary>
    public const int SshFailed = 255;

    public Stream Input => process.StandardInput.BaseStream;

    public StreamReader Output => process.StandardOutput;

    public StreamReader Error => process.StandardError;

    public async Task<int> WaitAsync(CancellationToken cancellationToken)
    {
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode;
    }

    public ValueTask DisposeAsync()
    {
        try
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
        finally
        {
            process.Dispose();
            release();
        }

        return ValueTask.CompletedTask;
    }
}
