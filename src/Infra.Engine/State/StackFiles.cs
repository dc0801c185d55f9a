namespace Infra.Engine.State;

/// <summary>Where the files of one stack lie in a backend's directory.</summary>
internal sealed record StackFiles(string Root, string Project, string Stack)
{
    /// <summary>"organization/project/stack", as the state names it.</summary>
    public string QualifiedName => $"organization/{Project}/{Stack}";

    public string StacksDirectory => Path.Combine(Root, ".pulumi", "stacks", Project);

    public string Checkpoint => Path.Combine(StacksDirectory, Stack + ".json");

    /// <summary>Where the checkpoint may be: as it is, or compressed.</summary>
    public IEnumerable<string> Checkpoints => Compression.Suffixes.Select(suffix => Checkpoint + suffix);

    /// <summary>What a run that has not ended has changed of the checkpoint.</summary>
    public string Journal => Path.Combine(Root, ".pulumi", "journals", Project, Stack + ".jsonl");

    public string Tags => Path.Combine(StacksDirectory, Stack + ".pulumi-tags");

    public string Backups => Path.Combine(Root, ".pulumi", "backups", Project, Stack);

    public string History => Path.Combine(Root, ".pulumi", "history", Project, Stack);

    public string Locks => Path.Combine(Root, ".pulumi", "locks", "organization", Project, Stack);

    /// <summary>The checkpoint that is there, the newest if several forms are; null if the stack does not exist.</summary>
    public string? Existing =>
        Checkpoints.Where(File.Exists).OrderByDescending(File.GetLastWriteTimeUtc).FirstOrDefault();
}
