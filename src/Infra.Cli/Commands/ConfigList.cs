using System.CommandLine;
using System.Text.Json.Nodes;
using Infra.Cli.Display;
using Infra.Cli.Json;
using Infra.Cli.Stacks;
using Infra.Engine.Workspace;

namespace Infra.Cli.Commands;

/// <summary>Bare `infra config`: what is set, and what the project's defaults are.</summary>
internal static class ConfigList
{
    private const string Hidden = "[secret]";

    public static Command Create(CommandSet set)
    {
        var secrets = new Option<bool>("--show-secrets") { Description = "Show secrets in plain text" };
        var json = new Option<bool>("--json", "-j") { Description = "As JSON" };
        var target = new ConfigTarget();
        var command = target.AddTo(new Command("config", "Show and change a stack's configuration") { secrets, json });
        command.Options.Remove(target.Path);
        return set.Add(command, async invocation =>
        {
            var (stacks, name, settings) = target.Open(invocation);
            var values = new SortedDictionary<string, (JsonNode? Value, bool Secret, bool Default)>(StringComparer.Ordinal);
            foreach (var (key, declaration) in stacks.Project.Config.Where(pair => pair.Value.Default is not null))
            {
                values[key] = (JsonValue.Create(declaration.Default), false, true);
            }

            foreach (var entry in settings.Entries)
            {
                values[entry.Key] = (await ShownAsync(stacks, name, settings, entry, invocation.Get(secrets)), entry.IsSecret, false);
            }

            invocation.Screen.Write(invocation.Get(json)
                ? [.. Line.Block(JsonText.Document(new JsonObject(values.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)ConfigReading.Node(pair.Value.Value, pair.Value.Secret))))))]
                : Table.Render(["KEY", "VALUE"], [.. values.Select(pair => new[] { ConfigValue.Short(stacks.Project, pair.Key), ConfigReading.Text(pair.Value.Value) + (pair.Value.Default ? "  (default)" : "") })]));
            return 0;
        });
    }

    private static async Task<JsonNode?> ShownAsync(ProjectStacks stacks, string name, StackSettings settings, ConfigEntry entry, bool show) =>
        show || !entry.IsSecret ? await ConfigReading.RevealAsync(stacks, name, settings, entry.Value) : JsonValue.Create(Hidden);
}
