namespace EndToEnd.Tests.Support;

/// <summary>The checkout these tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string Launcher => Path.Combine(Root, "infra");

    /// <summary>The program in stacks/, built with the tests.</summary>
    public static string Program { get; } = Path.Combine(
        Root, "stacks", "bin", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, "net10.0", "Stacks.dll");

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
