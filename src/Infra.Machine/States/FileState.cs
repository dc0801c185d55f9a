namespace Infra.Machine.States;

/// <summary>A file of a server; its content may hold placeholders.</summary>
public sealed record FileState(string Content, string Owner = "root", string Group = "root", string Mode = "0644")
{
    /// <summary>A file that only root may read.</summary>
    public static FileState Secret(string content) => new(content, Mode: "0600");
}
