using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

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
            using var document = JsonDocument.Parse(File.ReadAllBytes(FileFor(projectFile)));
            var (digest, target) = (document.RootElement.GetProperty(nameof(Digest)).GetString(), document.RootElement.GetProperty(nameof(TargetPath)).GetString());
            return digest is not null && target is not null && File.Exists(target) ? new BuildStamp(digest, target) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException or KeyNotFoundException)
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
            File.WriteAllBytes(file, Encoding.UTF8.GetBytes(new JsonObject { [nameof(Digest)] = Digest, [nameof(TargetPath)] = TargetPath }.ToJsonString()));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }
}
