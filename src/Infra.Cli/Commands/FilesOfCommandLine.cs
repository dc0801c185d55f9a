using Infra.Engine.Diagnostics;

namespace Infra.Cli.Commands;

/// <summary>Files that a person names; what goes wrong with them is told with their name.</summary>
internal static class FilesOfCommandLine
{
    public static Task<string> ReadAsync(string path) => TryAsync(path, () => File.ReadAllTextAsync(path));

    /// <summary>An export may hold secrets: the file is its owner's alone.</summary>
    public static Task WriteAsync(string path, string text) => TryAsync(path, async () =>
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        await using var writer = new StreamWriter(path, options);
        await writer.WriteAsync(text);
        return 0;
    });

    private static async Task<T> TryAsync<T>(string path, Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InfraException(CliCodes.FileProblem, "A file of the command line cannot be used", e.Message, place: path, exitCode: ExitCodes.Configuration, inner: e);
        }
    }
}
