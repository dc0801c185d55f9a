using System.CommandLine;
using System.Text.Json.Nodes;
using Infra.Cli.Stacks;
using Infra.Engine.Diagnostics;
using Infra.Engine.Workspace;

namespace Infra.Cli.Commands;

/// <summary>`infra config set`.</summary>
internal static class ConfigSet
{
    private static readonly string[] _types = ["string", "bool", "int", "float"];

    public static Command Create(CommandSet set)
    {
        var key = new Argument<string>("key") { Description = "A key; without a namespace it is the project's" };
        var value = new Argument<string>("value") { Arity = ArgumentArity.ZeroOrOne, Description = "Read from standard input if left out" };
        var secret = new Option<bool>("--secret") { Description = "Encrypt it" };
        var plain = new Option<bool>("--plaintext") { Description = "Do not encrypt it, although it looks like a secret" };
        var type = new Option<string>("--type") { Description = "string, bool, int or float", HelpName = "type" };
        type.AcceptOnlyFromAmong(_types);
        var target = new ConfigTarget();
        var command = target.AddTo(new Command("set", "Set a configuration value") { key, value, secret, plain, type });
        return set.Add(command, async invocation =>
        {
            if (invocation.Get(secret) && invocation.Get(plain))
            {
                throw new InfraException(CliCodes.BadOptions, "The options cannot be used together or as given", "--secret and --plaintext contradict each other.", exitCode: ExitCodes.Configuration);
            }

            var (stacks, name, settings) = target.Open(invocation);
            var isPath = invocation.Get(target.Path);
            var given = invocation.Get(key)!;
            var full = settings.FullKey(isPath ? given.Split('.', '[')[0] : given);
            ConfigValue.CheckKey(stacks.Project, full);
            var declaration = stacks.Project.Config.GetValueOrDefault(full);
            var hide = invocation.Get(secret) || (declaration is { Secret: true } && !invocation.Get(plain));
            var text = invocation.Get(value) ?? Read(invocation, hide);
            if (!hide && !invocation.Get(plain) && ConfigValue.LooksLikeSecret(given, text))
            {
                throw LooksLikeSecret(given);
            }

            settings.Set(given, hide ? await EncryptAsync(stacks, name, settings, text) : Node(full, text, isPath, invocation.Get(type), declaration), isPath);
            settings.Save();
            return 0;
        });
    }

    private static JsonNode Node(string key, string text, bool isPath, string? type, ConfigDeclaration? declaration) =>
        type is not null ? ConfigValue.Parse(key, text, type)
        : isPath ? ConfigValue.ParseLeaf(text)
        : ConfigValue.Parse(key, text, declaration?.Type ?? "");

    private static async Task<JsonNode> EncryptAsync(ProjectStacks stacks, string name, StackSettings settings, string text)
    {
        var crypter = await stacks.SecretsForWriting(name, settings).OpenAsync(CancellationToken.None);
        return new JsonObject { ["secure"] = crypter.Encrypt(text) };
    }

    private static string Read(Invocation invocation, bool hide)
    {
        var terminal = invocation.Screen.Terminal;
        if (!terminal.InIsTerminal)
        {
            var text = terminal.In.ReadToEnd();
            return text.EndsWith('\n') ? text[..^1] : text;
        }

        if (hide)
        {
            return terminal.ReadHidden("value: ");
        }

        terminal.Error.Write("value: ");
        return terminal.In.ReadLine() ?? "";
    }

    private static InfraException LooksLikeSecret(string key) => new(
        CliCodes.LooksLikeSecret, "The value looks like a secret",
        $"'{key}' would be kept in plain text, in a file that is usually shared.",
        $"To encrypt it:\n    infra config set --secret {key}\nIf it is none:\n    infra config set --plaintext {key} <value>", exitCode: ExitCodes.Configuration);
}
