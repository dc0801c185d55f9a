using System.Text.Json.Nodes;
using Infra.Cli.Json;

namespace Infra.Cli.Costs;

/// <summary>Cost for scripts: amounts as numbers with two decimals at most, sums by currency.</summary>
internal static class CostJson
{
    public static string Render(string stack, CostComparison cost)
    {
        var document = Of(cost);
        document.Insert(0, "stack", stack);
        return JsonText.Document(document);
    }

    /// <summary>The lines and the sums, as a member of another document.</summary>
    public static JsonObject Of(CostComparison cost) => new()
    {
        ["lines"] = new JsonArray([.. cost.Lines.Select(line => (JsonNode)Of(line))]),
        ["monthly"] = Sums(cost.Then),
        ["now"] = Sums(cost.Now),
        ["difference"] = Sums(cost.Then.ToDictionary(sum => sum.Key, sum => sum.Value - cost.Now[sum.Key], StringComparer.Ordinal)),
    };

    /// <summary>What goes has no monthly amount, what comes none now.</summary>
    private static JsonObject Of(CostChange line) => new()
    {
        ["environment"] = line.Shown.Environment,
        ["item"] = line.Shown.Item,
        ["monthly"] = line.Then?.Monthly,
        ["now"] = line.Now?.Monthly,
        ["currency"] = line.Shown.Currency,
        ["note"] = line.Shown.Note,
        ["source"] = line.Shown.Source,
    };

    private static JsonObject Sums(IReadOnlyDictionary<string, decimal> sums) =>
        new(sums.Select(sum => KeyValuePair.Create(sum.Key, (JsonNode?)JsonValue.Create(sum.Value))));
}
