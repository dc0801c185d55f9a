using System.CommandLine;
using Infra.Cli.Stacks;
using Infra.Cli.Terminal;
using Infra.Engine.Diagnostics;
using Infra.Engine.Secrets;

namespace Infra.Cli.Commands;

/// <summary>`infra stack change-secrets-provider passphrase`: another passphrase for a stack's secrets.</summary>
internal static class StackChangeSecrets
{
    public static Command Create(CommandSet set)
    {
        var provider = new Argument<string>("new-secrets-provider") { Description = "passphrase, or default, which is the same" };
        var stack = StackOption.Create();
        return set.Add(new Command("change-secrets-provider", "Encrypt a stack's secrets with another passphrase") { provider, stack }, async invocation =>
        {
            if (invocation.Get(provider) is not ("passphrase" or "default"))
            {
                throw new InfraException(
                    DiagnosticCodes.SecretsProviderUnsupported, "infra cannot use that secrets provider", $"It is '{invocation.Get(provider)}'; infra can use 'passphrase'.",
                    "infra stack change-secrets-provider passphrase", exitCode: ExitCodes.Configuration);
            }

            var stacks = ProjectStacks.Open(invocation);
            var name = stacks.Name(invocation.Get(stack));
            // Says which stacks there are before anybody thinks of a passphrase.
            stacks.Backend.Locks(name);
            var passphrase = new Passphrase(Read(invocation.Screen), "the new passphrase");
            await using var rotation = await SecretsRotation.BeginAsync(stacks, name, passphrase);
            var (state, configuration) = (await rotation.ChangeStateAsync(), await rotation.ChangeConfigurationAsync());
            invocation.Screen.Write((state, configuration) switch
            {
                (true, true) => "State and configuration are encrypted with the new passphrase",
                (true, false) => "The configuration had the new passphrase already; now the state has it too",
                (false, true) => "The state had the new passphrase already; now the configuration has it too",
                _ => "State and configuration have this passphrase already",
            });
            invocation.Screen.Tell("From now on give it in PULUMI_CONFIG_PASSPHRASE, or the name of a file with it in PULUMI_CONFIG_PASSPHRASE_FILE. History and backups from before keep the old one.");
            return ExitCodes.Success;
        });
    }

    /// <summary>Typed twice without being shown, or the first line of what is piped in.</summary>
    private static string Read(Screen screen)
    {
        var first = screen.IsInteractive ? screen.Terminal.ReadHidden("New passphrase: ") : screen.Terminal.In.ReadLine() ?? "";
        return first.Length == 0 ? throw new InfraException(
                DiagnosticCodes.PassphraseMissing, "There is no new passphrase", screen.IsInteractive ? "It may not be empty." : "Nobody can be asked, and standard input is empty.",
                "Type it at a terminal, or pipe it in:\n    infra stack change-secrets-provider passphrase < file", exitCode: ExitCodes.Configuration)
            : !screen.IsInteractive || screen.Terminal.ReadHidden("The same again: ") == first ? first
            : throw new InfraException(DiagnosticCodes.PassphraseMissing, "The two passphrases differ", "Nothing was changed.", "Run the command again.", exitCode: ExitCodes.Configuration);
    }
}
