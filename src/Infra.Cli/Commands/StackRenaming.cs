using System.CommandLine;
using Infra.Cli.Stacks;
using Infra.Engine.Diagnostics;
using Infra.Engine.State;

namespace Infra.Cli.Commands;

/// <summary>`infra stack rename`.</summary>
internal static class StackRenaming
{
    public static Command Create(CommandSet set)
    {
        var name = new Argument<string>("new-stack-name") { Description = "Its new name; organization/<project>/<stack> gives it to another project" };
        var stack = StackOption.Create();
        return set.Add(new Command("rename", "Give a stack another name: its state, history, backups, tags, file and selection") { name, stack }, async invocation =>
        {
            var stacks = ProjectStacks.Open(invocation);
            var old = stacks.Name(invocation.Get(stack));
            var to = StackReference.Parse(invocation.Get(name)!, stacks.Project.Name);
            var isHere = to.Project == stacks.Project.Name;
            if (isHere && to.Stack == old)
            {
                throw Refused($"It is called '{old}' already.", "infra stack rename <another name>");
            }

            var (settings, target) = (stacks.Settings(old), stacks.Settings(to.Stack));
            if (isHere && settings.Exists && target.Exists)
            {
                throw Refused($"{target.File} is there already.", "Move one of the two files away.");
            }

            // A rename that was killed may have moved the file already.
            var secrets = stacks.Secrets(old, settings.Exists || !isHere ? settings : target);
            await stacks.Backend.RenameAsync(old, to, secrets, () => CarryOver(stacks, to, isHere), CancellationToken.None);
            invocation.Screen.Write($"Renamed {old} to {(isHere ? to.Stack : to)}");
            if (!isHere)
            {
                invocation.Screen.Tell($"Its project is '{to.Project}' now: set 'name' in the Pulumi.yaml it is used with, and keep Pulumi.{old}.yaml beside that as Pulumi.{to.Stack}.yaml.");
            }

            return ExitCodes.Success;

            void CarryOver(ProjectStacks all, StackReference renamed, bool withFile)
            {
                if (!withFile)
                {
                    return;
                }

                if (settings.Exists)
                {
                    File.Move(settings.File, target.File);
                }

                all.Selection.Set(renamed.Stack);
            }
        });
    }

    private static InfraException Refused(string detail, string help) =>
        new(CliCodes.BadOptions, "The stack cannot be renamed", detail, help, exitCode: ExitCodes.Configuration);
}
