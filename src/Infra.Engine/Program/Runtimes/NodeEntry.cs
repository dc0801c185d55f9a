using System.Text.Json;
using Infra.Engine.Diagnostics;
using Infra.Engine.Workspace;

namespace Infra.Engine.Program.Runtimes;

/// <summary>Makes sure that there is something to run, as the SDK looks for it: `main` of Pulumi.yaml, package.json, index.</summary>
internal static class NodeEntry
{
    private static readonly string[] _manifestEntries = ["main", "exports"];

    /// <exception cref="InfraException">INF4311: there is nothing to run, or package.json cannot be read.</exception>
    public static void Check(Project project, ProgramPlace place)
    {
        if (place.File is not null || Directory.EnumerateFiles(place.Directory, "index.*").Any() || ManifestNamesOne(project, place.Directory))
        {
            return;
        }

        throw new InfraException(
            "INF4311", "there is no program to run", $"{place.Directory} has no index.js or index.ts, and no package.json names another entry point that exists.",
            "Write index.js or index.ts, or set `main` in package.json or Pulumi.yaml.", project.File);
    }

    private static bool ManifestNamesOne(Project project, string directory)
    {
        var file = Above(directory);
        if (file is null)
        {
            return false;
        }

        using var manifest = Read(project, file);
        return manifest.RootElement.ValueKind == JsonValueKind.Object
            && _manifestEntries.Any(name => manifest.RootElement.TryGetProperty(name, out var entry) && Exists(Path.GetDirectoryName(file)!, entry));
    }

    /// <summary>Conditions of `exports` are the SDK's business: whether one of the files exists is enough here.</summary>
    private static bool Exists(string directory, JsonElement entry) => entry.ValueKind switch
    {
        JsonValueKind.String => Path.Combine(directory, entry.GetString()!) is var path
            && (File.Exists(path) || Directory.Exists(path) || File.Exists(path + ".js") || File.Exists(path + ".ts")),
        JsonValueKind.Object => entry.EnumerateObject().Any(member => Exists(directory, member.Value)),
        _ => false,
    };

    private static string? Above(string directory)
    {
        for (var at = new DirectoryInfo(directory); at is not null; at = at.Parent)
        {
            if (Path.Combine(at.FullName, "package.json") is var file && File.Exists(file))
            {
                return file;
            }
        }

        return null;
    }

    private static JsonDocument Read(Project project, string file)
    {
        try
        {
            return JsonDocument.Parse(File.ReadAllBytes(file));
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new InfraException("INF4311", "package.json cannot be read", $"{file}: {e.Message}", "Correct it, or set `main` in Pulumi.yaml to the program's file.", project.File, inner: e);
        }
    }
}
