namespace Bench.Engine;

/// <summary>The checkout, and this program published from it as the command itself is for installing.</summary>
internal static class Repository
{
    public static string Find()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(Path.Combine(directory.FullName, "Infra.sln")))
            {
                return directory.FullName;
            }
        }

        throw new InvalidOperationException("Infra.sln is not above the program");
    }

    /// <summary>The program, one file of machine code.</summary>
    public static async Task<string> PublishAsync(string repository, string directory, CancellationToken cancellationToken)
    {
        var output = Path.Combine(directory, "engine");
        string[] arguments =
        [
            "publish", Path.Combine(repository, "bench", "Engine"), "-c", "Release", "--artifacts-path", Path.Combine(directory, "artifacts"), "-o", output,
            "-p:PublishAot=true", "-p:RunAnalyzers=false", "--nologo", "-v", "quiet", "-tl:off",
        ];
        await Command.RunAsync("dotnet", arguments, directory, new Dictionary<string, string> { ["MSBUILDDISABLENODEREUSE"] = "1" }, cancellationToken);
        return Path.Combine(output, "Bench.Engine");
    }
}
