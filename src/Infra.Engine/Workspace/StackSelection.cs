using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Infra.Engine.State;

namespace Infra.Engine.Workspace;

/// <summary>The stack that is selected in a project, kept where the official CLI keeps it.</summary>
public sealed class StackSelection(Project project, string backendUrl, Func<string, string?> environment)
{
    private string File => Path.Combine(
        BackendSelection.PulumiHome(environment), "workspaces",
        $"{project.Name}-{Convert.ToHexStringLower(Sha1(project.File))}-workspace.json");

    /// <summary>PULUMI_STACK, or the selected one; null if none is.</summary>
    public string? Get() => environment("PULUMI_STACK") is { Length: > 0 } forced ? forced : Read()["stacks"]?[backendUrl]?.GetValue<string>() is { } name ? ShortName(name) : null;

    /// <summary>Selects a stack; null selects none.</summary>
    public void Set(string? stack)
    {
        var content = Read();
        var stacks = content["stacks"] as JsonObject ?? [];
        stacks.Remove(backendUrl);
        if (stack is not null)
        {
            stacks[backendUrl] = $"organization/{project.Name}/{stack}";
        }

        content["stacks"] = stacks.Parent is null ? stacks : stacks.DeepClone();
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        AtomicFile.Write(File, Encoding.UTF8.GetBytes(content.ToJsonString()));
    }

    /// <summary>"stack" of "organization/project/stack" or "organization/stack".</summary>
    private static string ShortName(string reference) => reference[(reference.LastIndexOf('/') + 1)..];

    private JsonObject Read()
    {
        try
        {
            return JsonNode.Parse(System.IO.File.ReadAllBytes(File)) as JsonObject ?? [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return [];
        }
    }

#pragma warning disable CA5350 // The name of the official CLI's file, not a safeguard.
    private static byte[] Sha1(string text) => SHA1.HashData(Encoding.UTF8.GetBytes(text));
#pragma warning restore CA5350
}
