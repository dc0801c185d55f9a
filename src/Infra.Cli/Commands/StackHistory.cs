using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Infra.Cli.Display;
using Infra.Cli.Json;
using Infra.Cli.Stacks;
using Infra.Engine.Diagnostics;
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
        var fullDates = new Option<bool>("--full-dates") { Description = "Show dates instead of how long ago" };
        var secrets = new Option<bool>("--show-secrets") { Description = "Show secrets of the configuration in plain text, with --json" };
        var size = new Option<int>("--page-size") { Description = "Operations a page", HelpName = "n", DefaultValueFactory = _ => 10 };
        var page = new Option<int>("--page") { Description = "Which page", HelpName = "n", DefaultValueFactory = _ => 1 };
        return set.Add(new Command("history", "Show what was done with the stack") { stack, json, fullDates, secrets, size, page }, async invocation =>
        {
            if (invocation.Get(size) < 1 || invocation.Get(page) < 1)
            {
                throw new InfraException(
                    CliCodes.BadOptions, "The options cannot be used together or as given", "--page and --page-size count from 1.", "infra stack history --page 1 --page-size 10", exitCode: ExitCodes.Configuration);
            }

            var stacks = ProjectStacks.Open(invocation);
            var name = stacks.Name(invocation.Get(stack));
            UpdateRecord[] updates = [.. stacks.Backend.History(name).Skip((int)Math.Min(int.MaxValue, (invocation.Get(page) - 1L) * invocation.Get(size))).Take(invocation.Get(size))];
            if (invocation.Get(json))
            {
                var settings = stacks.Settings(name);
                var decrypt = invocation.Get(secrets) && updates.Any(update => update.Config is { } config && ConfigReading.HasSecret(config))
                    ? (await stacks.Secrets(name, settings).OpenAsync(CancellationToken.None)).Decrypt
                    : (Func<string, string>?)null;
                invocation.Screen.Write(JsonText.Document(new JsonArray([.. updates.Select(update => (JsonNode)Node(update, decrypt))])));
            }
            else
            {
                var now = invocation.Host.Clock.GetUtcNow();
                invocation.Screen.Write(updates.Length == 0
                    ? [Line.Of(invocation.Get(page) > 1 ? $"There is nothing on page {invocation.Get(page)}." : "Nothing was done yet.")]
                    : updates.SelectMany(update => Lines(update, invocation.Get(fullDates) ? Date(update.End) : Ago.Render(update.End, now))));
            }

            return ExitCodes.Success;
        });
    }

    private static IEnumerable<Line> Lines(UpdateRecord update, string when) =>
    [
        Line.Of(new Span($"{update.Version}  {update.Kind} "), new Span(update.Succeeded ? "succeeded" : "failed", update.Succeeded ? Ink.Green : Ink.BoldRed), new Span($", {when}, {DurationText.Render(update.End - update.Start)}")),
        .. update.Message.Length == 0 ? [] : Line.Block(update.Message, "    "),
        Line.Of("    " + (update.ResourceChanges.IsEmpty ? "no changes" : string.Join(", ", update.ResourceChanges.Select(pair => $"{pair.Value} {pair.Key}")))),
        .. update.Environment.Where(pair => !string.IsNullOrWhiteSpace(pair.Value)).Select(pair => Line.Of($"    {pair.Key}: {pair.Value}")),
    ];

    private static JsonObject Node(UpdateRecord update, Func<string, string>? decrypt) => new()
    {
        ["version"] = update.Version,
        ["kind"] = update.Kind,
        ["startTime"] = Date(update.Start),
        ["message"] = update.Message,
        ["environment"] = new JsonObject(update.Environment.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)JsonValue.Create(pair.Value)))),
        ["config"] = new JsonObject((update.Config ?? []).Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)Value(pair.Value, decrypt)))),
        ["result"] = update.Succeeded ? "succeeded" : "failed",
        ["endTime"] = Date(update.End),
        ["resourceChanges"] = new JsonObject(update.ResourceChanges.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)JsonValue.Create(pair.Value)))),
    };

    /// <summary>A secret without its key has no value; one of an earlier key says so, as the official CLI does.</summary>
    private static JsonObject Value(JsonNode? value, Func<string, string>? decrypt)
    {
        if (!ConfigReading.HasSecret(value))
        {
            return ConfigReading.Node(value, secret: false);
        }

        try
        {
            return decrypt is null ? new JsonObject { ["secret"] = true } : ConfigReading.Node(ConfigReading.Reveal(value, decrypt), secret: true);
        }
        catch (InfraException e) when (e.Code == DiagnosticCodes.SecretUnreadable)
        {
            return new JsonObject { ["value"] = "ERROR_UNABLE_TO_DECRYPT", ["secret"] = true };
        }
    }

    private static string Date(DateTimeOffset time) => time.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture);
}
