using System.Text.Json;
using System.Text.Json.Nodes;
using Google.Protobuf;

namespace Conformance.Tests.Recording;

/// <summary>One request of a program, as JSON with ordered keys and without default values.</summary>
internal sealed record RecordedRequest(string Method, JsonObject Body)
{
    private static readonly JsonFormatter _formatter = new(JsonFormatter.Settings.Default);
    private static readonly JsonSerializerOptions _indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static RecordedRequest Of(string method, IMessage request) => new(method, JsonNode.Parse(_formatter.Format(request))!.AsObject());

    public override string ToString() => $"{Method} {Ordered(Body)!.ToJsonString(_indented)}";

    private static JsonNode? Ordered(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => KeyValuePair.Create(p.Key, Ordered(p.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Ordered)]),
        _ => node?.DeepClone(),
    };
}
