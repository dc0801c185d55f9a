namespace EndToEnd.Tests.Support;

/// <summary>The checkout these tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string Launcher => Path.Combine(Root, "infra");

    /// <summary>The program in stacks/, built with the tests.</summary>
    public static string Program { get; } = Built("stacks", "Stacks.dll");

    /// <summary>The program that goes wrong, built with the tests.</summary>
    public static string WrongProgram { get; } = Built(Path.Combine("tests", "EndToEnd.Program"), "EndToEnd.Program.dll");

    /// <summary>The settings of a stack as it stands in the tree, a line each.</summary>
    public static string[] SettingsOf(string stack) =>
        [.. File.ReadLines(Path.Combine(Root, "stacks", $"Pulumi.{stack}.yaml")).Where(line => line.StartsWith("  infra:", StringComparison.Ordinal)).Select(line => line.Trim())];

    private static string Built(string project, string assembly) => Path.Combine(
        Root, project, "bin", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, "net10.0", assembly);

    private static string FindRoot()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(Path.Combine(directory.FullName, "Infra.sln")))
            {
                return directory.FullName;
            }
        }

        throw new InvalidOperationException("Infra.sln is not above the test's directory");
    }
}
