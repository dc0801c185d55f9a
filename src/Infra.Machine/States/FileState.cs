namespace Infra.Machine.States;

/// <param name="Content">All of it; may hold placeholders.</param>
public sealed record FileState(string Content, string Owner = "root", string Group = "root", string Mode = "0644")
{
    /// <summary>A file that only root may read.</summary>
    public static FileState Secret(string content) => new(content, Mode: "0600");
}
