using System.CommandLine;
using Infra.Cli.Display;
using Infra.Cli.Stacks;
using Infra.Cli.Terminal;
using Infra.Engine.Diagnostics;

namespace Infra.Cli.Commands;

/// <summary>`infra state edit`: the whole state as text, in a person's editor.</summary>
internal static class StateEditing
{
    public static Command Create(CommandSet set)
    {
        var stack = StackOption.Create();
        var yes = new Option<bool>("--yes", "-y") { Description = "Do it without asking" };
        return set.Add(new Command("edit", "Edit the stack's state as JSON, in $VISUAL or $EDITOR") { stack, yes }, async invocation =>
        {
            if (!invocation.IsConfirmed(yes) && !invocation.Screen.IsInteractive)
            {
                throw Confirmation.Impossible("state edit");
            }

            var editor = Editor(invocation.Host);
            var stacks = ProjectStacks.Open(invocation);
            var name = stacks.Name(invocation.Get(stack));
            var before = await ExportAsync(stacks, name);
            var draft = await StateDraft.WriteAsync(name, before);
            try
            {
                await draft.EditAsync(editor, CancellationToken.None);
                return await BringInAsync(invocation, stacks, name, before, draft, invocation.IsConfirmed(yes));
            }
            catch (InfraException e)
            {
                if (!await IsEditedAsync(draft, before))
                {
                    throw;
                }

                throw new InfraException(e.Code, e.Message, e.Detail, $"{e.Help}\n{Kept(draft)}".TrimStart('\n'), e.Place, e.ExitCode, e);
            }
        });
    }

    private static async Task<int> BringInAsync(Invocation invocation, ProjectStacks stacks, string name, string before, StateDraft draft, bool confirmed)
    {
        var after = await draft.ReadAsync();
        if (after == before)
        {
            return Leave(invocation, draft);
        }

        await using var store = stacks.Backend.OpenStack(name, stacks.Secrets(name, stacks.Settings(name)), write: false);
        var edited = await store.ReadExportAsync(after, draft.File, force: false, CancellationToken.None);
        var changes = StateDraft.Compare(before, after, draft.File);
        if (changes.Count == 0)
        {
            return Leave(invocation, draft);
        }

        if (!confirmed)
        {
            invocation.Screen.Write(changes.Prepend("The state with your changes:").Select(line => Line.Of(line)));
            if (!Confirmation.Ask(invocation.Screen, StateEditor.Question))
            {
                invocation.Screen.Tell($"Nothing was changed. {Kept(draft)}");
                return ExitCodes.Cancelled;
            }
        }

        await using var writer = stacks.Backend.OpenStack(name, stacks.SecretsForWriting(name, stacks.Settings(name)), write: true);
        if (!StateDraft.IsSame(before, await writer.ExportAsync(showSecrets: false, version: null, CancellationToken.None)))
        {
            throw StateEditor.ChangedMeanwhile();
        }

        await writer.BackupAsync(CancellationToken.None);
        await writer.SaveAsync(edited, CancellationToken.None);
        draft.Delete();
        invocation.Screen.Write("State edited");
        return ExitCodes.Success;
    }

    private static int Leave(Invocation invocation, StateDraft draft)
    {
        draft.Delete();
        invocation.Screen.Tell("Nothing was changed.");
        return ExitCodes.Success;
    }

    private static async Task<string> ExportAsync(ProjectStacks stacks, string name)
    {
        await using var store = stacks.Backend.OpenStack(name, stacks.Secrets(name, stacks.Settings(name)), write: false);
        return (await store.ExportAsync(showSecrets: false, version: null, CancellationToken.None)).TrimEnd('\n') + "\n";
    }

    private static string Editor(CliHost host) => (host.Variable("VISUAL").Trim(), host.Variable("EDITOR").Trim()) switch
    {
        ({ Length: > 0 } visual, _) => visual,
        (_, { Length: > 0 } editor) => editor,
        _ => throw new InfraException(
            CliCodes.EditorProblem, "There is no editor to edit the state with", "Neither VISUAL nor EDITOR is set.", "EDITOR=nano infra state edit", exitCode: ExitCodes.Configuration),
    };

    /// <summary>A draft that nobody changed is not worth keeping.</summary>
    private static async Task<bool> IsEditedAsync(StateDraft draft, string before)
    {
        if (File.Exists(draft.File) && await draft.ReadAsync() != before)
        {
            return true;
        }

        draft.Delete();
        return false;
    }

    private static string Kept(StateDraft draft) => $"Your text is kept in {draft.File}; corrected, this brings it in:\n    infra stack import --file {draft.File}";
}
