namespace Infra.Machine.States;

public sealed record DirectoryState(string Owner = "root", string Group = "root", string Mode = "0755");
