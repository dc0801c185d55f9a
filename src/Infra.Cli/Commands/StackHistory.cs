using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Infra.Cli.Display;
using Infra.Cli.Json;
using Infra.Cli.Stacks;
using Infra.Engine.State;

namespace Infra.Cli.Commands;

/// <summary>`infra stack history`: finished operations, newest first.</summary>
internal static class StackHistory
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    public static Command Create(CommandSet set)
    {
        var stack = StackOption.Create();
        var json = new Option<bool>("--json", "-j") { Description = "As JSON" };
        return set.Add(new Command("history", "Show what was done with the stack") { stack, json }, invocation =>
        {
            var stacks = ProjectStacks.Open(invocation);
            var updates = stacks.Backend.History(stacks.Name(invocation.Get(stack)));
            if (invocation.Get(json))
            {
                invocation.Screen.Write(JsonText.Document(new JsonArray([.. updates.Select(update => (JsonNode)Node(update))])));
            }
            else
            {
                invocation.Screen.Write(updates.Count == 0 ? [Line.Of("Nothing was done yet.")] : updates.SelectMany(update => Lines(update, invocation.Host.Clock.GetUtcNow())));
            }

            return Task.FromResult(0);
        });
    }

    private static IEnumerable<Line> Lines(UpdateRecord update, DateTimeOffset now) =>
    [
        Line.Of(new Span($"{update.Kind} "), new Span(update.Succeeded ? "succeeded" : "failed", update.Succeeded ? Ink.Green : Ink.BoldRed), new Span($", {Ago.Render(update.End, now)}, {DurationText.Render(update.End - update.Start)}")),
        .. update.Message.Length == 0 ? [] : Line.Block(update.Message, "    "),
        Line.Of("    " + (update.ResourceChanges.IsEmpty ? "no changes" : string.Join(", ", update.ResourceChanges.Select(pair => $"{pair.Value} {pair.Key}")))),
    ];

    private static JsonObject Node(UpdateRecord update) => new()
    {
        ["kind"] = update.Kind,
        ["startTime"] = update.Start.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture),
        ["message"] = update.Message,
        ["environment"] = new JsonObject(),
        ["config"] = new JsonObject(),
        ["result"] = update.Succeeded ? "succeeded" : "failed",
        ["endTime"] = update.End.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture),
        ["resourceChanges"] = new JsonObject(update.ResourceChanges.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)JsonValue.Create(pair.Value)))),
    };
}
