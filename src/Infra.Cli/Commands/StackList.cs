using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Infra.Cli.Display;
using Infra.Cli.Json;
using Infra.Cli.Stacks;
using Infra.Engine.State;

namespace Infra.Cli.Commands;

/// <summary>`infra stack ls`.</summary>
internal static class StackList
{
    public static Command Create(CommandSet set)
    {
        var json = new Option<bool>("--json", "-j") { Description = "As JSON" };
        var command = new Command("ls", "List the project's stacks") { json };
        command.Aliases.Add("list");
        return set.Add(command, invocation =>
        {
            var stacks = ProjectStacks.Open(invocation);
            var (all, current) = (stacks.Backend.List(), stacks.Selection.Get());
            if (invocation.Get(json))
            {
                invocation.Screen.Write(JsonText.Document(new JsonArray([.. all.Select(stack => (JsonNode)Node(stack, current))])));
            }
            else if (all.Count == 0)
            {
                invocation.Screen.Tell("The project has no stacks yet; 'infra stack init <name>' or 'infra up --stack <name>' makes one.");
            }
            else
            {
                var now = invocation.Host.Clock.GetUtcNow();
                invocation.Screen.Write(Table.Render(
                    ["NAME", "LAST UPDATE", "RESOURCE COUNT"],
                    [.. all.Select(stack => new[] { stack.Name + (stack.Name == current ? "*" : ""), LastUpdate(stack, now), stack.ResourceCount?.ToString(CultureInfo.InvariantCulture) ?? "unreadable" })]));
            }

            return Task.FromResult(0);
        });
    }

    private static string LastUpdate(StackSummary stack, DateTimeOffset now) =>
        stack.UpdateInProgress ? "in progress" : Ago.Render(stack.LastUpdate, now);

    private static JsonObject Node(StackSummary stack, string? current) => new()
    {
        ["name"] = stack.Name,
        ["current"] = stack.Name == current,
        ["lastUpdate"] = stack.LastUpdate.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        ["updateInProgress"] = stack.UpdateInProgress,
        ["resourceCount"] = stack.ResourceCount,
        ["url"] = stack.Url,
    };
}
