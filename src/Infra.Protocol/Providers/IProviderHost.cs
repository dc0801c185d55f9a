namespace Infra.Protocol.Providers;

/// <summary>What a provider may ask of whoever runs it.</summary>
public interface IProviderHost
{
    /// <summary>The directory of the project that is worked on; where nobody says it, the one the process runs in.</summary>
    string ProjectDirectory => Environment.CurrentDirectory;

    /// <summary>
    /// Shows a message. With a <paramref name="urn"/> it belongs to that resource; an ephemeral one is progress:
    /// shown beside the resource while it runs, and not kept. Never put a secret in.
    /// </summary>
    void Log(LogSeverity severity, string message, string urn = "", bool ephemeral = false);
}

public enum LogSeverity
{
    Debug,
    Info,
    Warning,
    Error,
}
