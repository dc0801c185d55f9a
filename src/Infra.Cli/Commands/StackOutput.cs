using System.CommandLine;
using System.Text.Json.Nodes;
using Infra.Cli.Display;
using Infra.Cli.Json;
using Infra.Cli.Stacks;
using Infra.Engine.Diagnostics;
using Infra.Protocol.Properties;

namespace Infra.Cli.Commands;

/// <summary>`infra stack output`: all outputs as a table, JSON or shell assignments; or one, raw.</summary>
internal static class StackOutput
{
    public static Command Create(CommandSet set)
    {
        var name = new Argument<string>("name") { Arity = ArgumentArity.ZeroOrOne, Description = "Only this one, raw" };
        var stack = StackOption.Create();
        var json = new Option<bool>("--json", "-j") { Description = "As JSON" };
        var shell = new Option<bool>("--shell") { Description = "As assignments of a shell" };
        var secrets = new Option<bool>("--show-secrets") { Description = "Show secrets in plain text" };
        return set.Add(new Command("output", "Show the stack's outputs") { name, stack, json, shell, secrets }, async invocation =>
        {
            var stacks = ProjectStacks.Open(invocation);
            var snapshot = await StackReading.LoadAsync(stacks, stacks.Name(invocation.Get(stack)), CancellationToken.None);
            var outputs = StackReading.Outputs(snapshot);
            if (invocation.Get(secrets))
            {
                outputs = PropertyMap.From(outputs.Select(pair => KeyValuePair.Create(pair.Key, Secrets.Reveal(pair.Value))));
            }

            if (invocation.Get(name) is { } one)
            {
                outputs = Single(outputs, one);
            }

            foreach (var line in Lines(outputs, invocation.Get(name), invocation.Get(json), invocation.Get(shell)))
            {
                invocation.Screen.Write(line);
            }

            return 0;
        });
    }

    internal static IEnumerable<string> Lines(PropertyMap outputs, string? single, bool json, bool shell) => (json, shell, single) switch
    {
        (true, _, null) => [JsonText.Document(ValueJson.Map(outputs))],
        (true, _, _) => [ValueJson.Value(outputs[single]) is { } node ? JsonText.Document(node) : "null"],
        (_, true, _) => outputs.Select(pair => $"{pair.Key}={Quote(Raw(pair.Value))}"),
        (_, _, not null) => [Raw(outputs[single])],
        _ when outputs.Count == 0 => ["The stack has no outputs."],
        _ => Table.Render(["OUTPUT", "VALUE"], [.. outputs.Select(pair => new[] { pair.Key, Raw(pair.Value) })]).Select(line => line.ToText(colored: false)),
    };

    private static PropertyMap Single(PropertyMap outputs, string name) => outputs.TryGetValue(name, out var value)
        ? [KeyValuePair.Create(name, value)]
        : throw new InfraException(
            CliCodes.ValueNotFound, "The stack has no such output",
            $"There is no '{name}'.{DidYouMean.Hint(name, outputs.Keys)}{(outputs.Count == 0 ? " The stack has no outputs." : $" There are: {string.Join(", ", outputs.Keys)}.")}",
            "infra stack output");

    private static string Raw(PropertyValue value) => ValueJson.Value(value) switch
    {
        null => "",
        JsonValue plain when plain.TryGetValue<string>(out var text) => text,
        var node => JsonText.Line(node),
    };

    private static string Quote(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
