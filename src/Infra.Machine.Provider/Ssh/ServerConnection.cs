namespace Infra.Machine.Provider.Ssh;

/// <summary>How to reach a server and how to know that it is the right one.</summary>
/// <param name="Host">Name or address.</param>
/// <param name="Port">Usually 22.</param>
/// <param name="User">Who logs in.</param>
/// <param name="PrivateKey">In OpenSSH or PEM form.</param>
/// <param name="HostKey">The server's public key, known beforehand.</param>
/// <param name="Sudo">Whether commands need sudo to be root.</param>
/// <param name="ConnectTimeout">For one attempt.</param>
/// <param name="BootTimeout">For all attempts while a new server starts.</param>
internal sealed record ServerConnection(
    string Host,
    int Port,
    string User,
    SecretText PrivateKey,
    HostKey HostKey,
    bool Sudo,
    TimeSpan ConnectTimeout,
    TimeSpan BootTimeout)
{
    /// <summary>deploy@203.0.113.7, with the port if it is an unusual one.</summary>
    public string Display => Port == 22 ? $"{User}@{Host}" : $"{User}@{Host} port {Port}";
}
