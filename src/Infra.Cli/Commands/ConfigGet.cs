using System.CommandLine;
using System.Text.Json.Nodes;
using Infra.Cli.Json;
using Infra.Engine.Diagnostics;
using Infra.Engine.Workspace;

namespace Infra.Cli.Commands;

/// <summary>`infra config get`: one value, raw, a secret decrypted.</summary>
internal static class ConfigGet
{
    public static Command Create(CommandSet set)
    {
        var key = new Argument<string>("key") { Description = "A key, or with --path a place inside its value" };
        var json = new Option<bool>("--json", "-j") { Description = "As JSON" };
        var target = new ConfigTarget();
        var command = target.AddTo(new Command("get", "Show one configuration value") { key, json });
        return set.Add(command, async invocation =>
        {
            var (stacks, name, settings) = target.Open(invocation);
            var given = invocation.Get(key)!;
            var declared = stacks.Project.Config.GetValueOrDefault(settings.FullKey(given))?.Default;
            var stored = settings.Get(given, invocation.Get(target.Path)) ?? (declared is null ? null : JsonValue.Create(declared)) ?? throw NotFound(given, settings);
            var value = await ConfigReading.RevealAsync(stacks, name, settings, stored);
            invocation.Screen.Write(invocation.Get(json) ? JsonText.Document(ConfigReading.Node(value, ConfigReading.HasSecret(stored))) : ConfigReading.Text(value));
            return 0;
        });
    }

    public static InfraException NotFound(string key, StackSettings settings) => new(
        CliCodes.ValueNotFound, "The stack has no such configuration value",
        $"'{key}' is not set.{DidYouMean.Hint(settings.FullKey(key), settings.Entries.Select(entry => entry.Key))}", $"infra config set {key} <value>", settings.File, ExitCodes.Configuration);
}
