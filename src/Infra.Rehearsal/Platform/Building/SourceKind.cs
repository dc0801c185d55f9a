namespace Infra.Rehearsal.Platform.Building;

/// <summary>What the platform's builder sees in a source.</summary>
internal sealed record SourceKind(bool IsPython, string Requirements, string WantedPython, string? WebCommand)
{
    /// <summary>Debian's own.</summary>
    public const string Python = "3.11";

    private static readonly string[] _signs = ["requirements.txt", "pyproject.toml", "setup.py", "Pipfile"];

    public static SourceKind Of(string directory) => new(
        _signs.Any(s => File.Exists(Path.Combine(directory, s))),
        Text(directory, "requirements.txt"),
        Text(directory, ".python-version").Split('\n')[0].Trim() is { Length: > 0 } version ? version : Text(directory, "runtime.txt").Trim().Replace("python-", "", StringComparison.Ordinal),
        Text(directory, "Procfile").Split('\n').FirstOrDefault(l => l.StartsWith("web:", StringComparison.Ordinal))?["web:".Length..].Trim());

    /// <summary>The version that is asked for is the one that is there.</summary>
    public bool IsSamePython => WantedPython.Length == 0 || WantedPython == Python || WantedPython.StartsWith(Python + ".", StringComparison.Ordinal);

    private static string Text(string directory, string name) => Path.Combine(directory, name) is var file && File.Exists(file) ? File.ReadAllText(file) : "";
}
