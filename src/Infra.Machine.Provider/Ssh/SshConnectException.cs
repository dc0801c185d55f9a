namespace Infra.Machine.Provider.Ssh;

/// <summary>One attempt to connect that failed.</summary>
internal sealed class SshConnectException(SshFailure failure) : Exception(failure.Message)
{
    public SshFailure Failure { get; } = failure;
}
