using System.Text.Json;

namespace Infra.Engine.Program.Runtimes;

/// <summary>What the last build was made from and where its result is; kept under the project's obj directory.</summary>
internal sealed record BuildStamp(string Digest, string TargetPath)
{
    public static string FileFor(string projectFile) =>
        Path.Combine(Path.GetDirectoryName(projectFile)!, "obj", "infra", Path.GetFileName(projectFile) + ".json");

    /// <summary>Null if there is none that can be read, or its result is gone.</summary>
    public static BuildStamp? Load(string projectFile)
    {
        try
        {
            var stamp = JsonSerializer.Deserialize<BuildStamp>(File.ReadAllBytes(FileFor(projectFile)));
            return stamp is { Digest: not null, TargetPath: not null } && File.Exists(stamp.TargetPath) ? stamp : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>A stamp that cannot be kept only costs the next run a build.</summary>
    public void Save(string projectFile)
    {
        try
        {
            var file = FileFor(projectFile);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllBytes(file, JsonSerializer.SerializeToUtf8Bytes(this));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }
}
