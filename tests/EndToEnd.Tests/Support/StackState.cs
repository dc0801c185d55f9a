using System.Text.Json;

namespace EndToEnd.Tests.Support;

/// <summary>What is on the disk of a stack's state, read while a run may be at it: the checkpoint, and the journal that continues it.</summary>
internal sealed class StackState(string home, string project, string stack)
{
    private readonly string _checkpoint = Path.Combine(home, ".pulumi", "stacks", project, stack + ".json");
    private readonly string _journal = Path.Combine(home, ".pulumi", "journals", project, stack + ".jsonl");

    /// <summary>Types of the resources that are there.</summary>
    public IReadOnlyList<string> Resources =>
    [
        .. List("resources", resource => Text(resource, "type")),
        .. Records("ended").Where(r => r.TryGetProperty("add", out _)).Select(r => Text(r.GetProperty("add"), "type")),
    ];

    /// <summary>Types of the resources whose operations have begun and not ended.</summary>
    public IReadOnlyList<string> Pending
    {
        get
        {
            var ended = Records("ended").Select(r => r.GetProperty("number").GetInt32()).ToHashSet();
            return
            [
                .. List("pending_operations", operation => Text(operation.GetProperty("resource"), "type")),
                .. Records("begun").Where(r => !ended.Contains(r.GetProperty("number").GetInt32())).Select(r => Text(r.GetProperty("resource"), "type")),
            ];
        }
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private List<string> List(string name, Func<JsonElement, string> text)
    {
        if (!File.Exists(_checkpoint))
        {
            return [];
        }

        using var document = JsonDocument.Parse(File.ReadAllText(_checkpoint));
        return document.RootElement.GetProperty("checkpoint").TryGetProperty("latest", out var latest) && latest.TryGetProperty(name, out var items)
            ? [.. items.EnumerateArray().Select(text)]
            : [];
    }

    /// <summary>The last line may be written at this moment.</summary>
    private List<JsonElement> Records(string kind)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllText(_journal).Split('\n');
        }
        catch (IOException)
        {
            return [];
        }

        return
        [
            .. lines.SkipLast(1).Select(line => JsonDocument.Parse(line[17..]).RootElement)
                .Where(batch => batch.ValueKind == JsonValueKind.Array)
                .SelectMany(batch => batch.EnumerateArray())
                .Where(record => Text(record, "record") == kind),
        ];
    }
}
