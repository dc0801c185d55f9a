using System.Diagnostics;
using System.Text.Json.Nodes;
using Infra.Cli.Commands;
using Infra.Engine.Diagnostics;
using Infra.Protocol.Processes;

namespace Infra.Cli.Stacks;

/// <summary>A state's text in a file that a person edits: the owner's alone, and kept unless it was brought in.</summary>
internal sealed class StateDraft
{
    private readonly DirectoryInfo _directory;

    private StateDraft(DirectoryInfo directory, string stack) =>
        (_directory, File) = (directory, Path.Combine(directory.FullName, stack + ".json"));

    public string File { get; }

    public static async Task<StateDraft> WriteAsync(string stack, string text)
    {
        // On Unix such a directory is its owner's alone (0700).
        var draft = new StateDraft(Directory.CreateTempSubdirectory("infra-state-"), stack);
        await FilesOfCommandLine.WriteAsync(draft.File, text);
        return draft;
    }

    public Task<string> ReadAsync() => FilesOfCommandLine.ReadAsync(File);

    public void Delete() => _directory.Delete(recursive: true);

    /// <summary>Returns when the person has closed the editor.</summary>
    /// <param name="editor">A command of the shell, as $EDITOR is: perhaps with arguments.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="InfraException">INF7025: it could not be started, or says that it failed.</exception>
    public async Task EditAsync(string editor, CancellationToken cancellationToken)
    {
        using var process = ChildProcess.Start(new ProcessStartInfo("/bin/sh", ["-c", $"{editor} \"$@\"", editor, File]) { UseShellExecute = false });
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0)
        {
            throw new InfraException(
                CliCodes.EditorProblem, "The editor failed", $"'{editor}' ended with exit code {process.ExitCode}. Nothing was changed.", "Set EDITOR, or VISUAL, to an editor that runs in this terminal.");
        }
    }

    /// <summary>The resources that differ, as lines for a person; empty if the two say the same.</summary>
    /// <exception cref="InfraException">INF2010: the text has no state in it.</exception>
    public static IReadOnlyList<string> Compare(string before, string after, string place)
    {
        var (old, edited) = (Deployment(before, place), Deployment(after, place));
        var (was, becomes) = (Resources(old), Resources(edited));
        List<string> lines =
        [
            .. was.Where(r => !becomes.ContainsKey(r.Key)).Select(r => $"  - {r.Key}"),
            .. becomes.Where(r => !was.ContainsKey(r.Key)).Select(r => $"  + {r.Key}"),
            .. becomes.Where(r => was.TryGetValue(r.Key, out var other) && !JsonNode.DeepEquals(r.Value, other)).Select(r => $"  ~ {r.Key}"),
        ];
        return lines.Count > 0 || Same(old, edited) ? lines : ["  ~ the order of the resources, or what is beside them"];
    }

    /// <summary>Whether two exports are of the same state; when they were made does not matter.</summary>
    public static bool IsSame(string one, string other) => Same(Deployment(one, ""), Deployment(other, ""));

    private static bool Same(JsonObject one, JsonObject other)
    {
        return JsonNode.DeepEquals(WithoutManifest(one), WithoutManifest(other));

        static JsonNode WithoutManifest(JsonObject deployment)
        {
            var copy = deployment.DeepClone().AsObject();
            copy.Remove("manifest");
            return copy;
        }
    }

    private static JsonObject Deployment(string text, string place) =>
        JsonNode.Parse(text) is JsonObject root && root["deployment"] is JsonObject deployment
            ? deployment
            : throw new InfraException(DiagnosticCodes.ImportRefused, "The text is no export of a state", "It has no object 'deployment'.", "Nothing was changed.", place);

    /// <summary>By URN; those waiting to be deleted have the same one as what replaced them.</summary>
    private static Dictionary<string, JsonNode> Resources(JsonObject deployment)
    {
        var resources = new Dictionary<string, JsonNode>(StringComparer.Ordinal);
        foreach (var resource in deployment["resources"] as JsonArray ?? [])
        {
            var name = $"{resource?["urn"]}{(resource?["delete"] is null ? "" : $" (to be deleted, id {resource["id"]})")}";
            resources[name] = resource!;
        }

        return resources;
    }
}
