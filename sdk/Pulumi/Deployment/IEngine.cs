namespace Pulumi;

/// <summary>The engine's service for messages.</summary>
internal interface IEngine
{
    Task LogAsync(LogLevel level, string message, string urn, int streamId, bool ephemeral);

    Task RequirePulumiVersionAsync(string range);
}
