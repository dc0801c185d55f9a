using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Infra.Cli.Json;

/// <summary>JSON as text: compact for lines, four spaces for documents, nothing escaped that need not be.</summary>
internal static class JsonText
{
    private static readonly JsonSerializerOptions _line = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonSerializerOptions _document = new(_line) { WriteIndented = true, IndentSize = 4, NewLine = "\n" };

    public static string Line(JsonNode node) => node.ToJsonString(_line);

    public static string Document(JsonNode node) => node.ToJsonString(_document);

    /// <summary>The object without members that are null, false, "" or empty, as Go's omitempty writes it.</summary>
    public static JsonObject Sparse(JsonObject node)
    {
        foreach (var name in node.Where(member => IsEmpty(member.Value)).Select(member => member.Key).ToList())
        {
            node.Remove(name);
        }

        return node;
    }

    public static JsonArray Array(IEnumerable<string> items) => new([.. items.Select(item => (JsonNode?)JsonValue.Create(item))]);

    private static bool IsEmpty(JsonNode? node) => node switch
    {
        null => true,
        JsonArray array => array.Count == 0,
        JsonObject map => map.Count == 0,
        JsonValue value => value.GetValueKind() == JsonValueKind.False || (value.TryGetValue<string>(out var text) && text.Length == 0),
        _ => false,
    };
}
