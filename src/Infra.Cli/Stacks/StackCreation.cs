using Infra.Cli.Terminal;
using Infra.Engine.Workspace;

namespace Infra.Cli.Stacks;

/// <summary>Makes a stack, and says where its state and its passphrase are.</summary>
internal static class StackCreation
{
    public static void Create(ProjectStacks stacks, string stack, StackSettings settings, Screen screen, bool select = true)
    {
        stacks.Backend.Create(stack);
        var isNew = stacks.Passphrases.IsDefault && !File.Exists(stacks.Passphrases.DefaultFile);
        stacks.SecretsForWriting(stack, settings);
        screen.Tell($"Created the stack '{stack}'");
        screen.Tell($"  state: {stacks.Backend.Root}/.pulumi/stacks/{stacks.Project.Name}/{stack}.json");
        screen.Tell($"  configuration: {settings.File}");
        if (stacks.Passphrases.IsDefault)
        {
            screen.Tell($"  passphrase of its secrets: {stacks.Passphrases.DefaultFile}{(isNew ? ", made now: a random one, readable by you alone; keep a copy" : "")}");
            screen.Tell("  to use the stack with pulumi:");
            screen.Tell($"      export PULUMI_CONFIG_PASSPHRASE_FILE={stacks.Passphrases.DefaultFile}");
        }

        if (select && stacks.Selection.Get() is null)
        {
            stacks.Selection.Set(stack);
        }
    }
}
