using Infra.Cli.Commands;
using Infra.Cli.Stacks;
using Infra.Engine;
using Infra.Engine.Plan.Review;
using Infra.Engine.Secrets;

namespace Infra.Cli.Operations;

/// <summary>The files of --save-plan and --plan.</summary>
internal sealed class ReviewedPlan(Invocation invocation, OpenedStack stack)
{
    /// <summary>Writes what a preview found; nothing if it failed or no file is named.</summary>
    public async Task SaveAsync(string? file, OperationResult preview, CancellationToken cancellationToken)
    {
        if (file is null || preview.Plan is null)
        {
            return;
        }

        // A stack without any secrets yet gets its salt from the update; until then the plan has one of its own.
        var secrets = stack.Secrets.Salt.Length > 0 ? stack.Secrets : PassphraseSecrets.Create(stack.Stacks.Passphrases.Find(create: true));
        var text = await File(secrets).WriteAsync(preview.Plan, await stack.Store.LoadAsync(cancellationToken), cancellationToken);
        await FilesOfCommandLine.WriteAsync(invocation.Resolve(file), text);
        invocation.Screen.Tell($"The plan is in {file}. To do what it says, and nothing else:\n    infra up --stack {stack.Name} --plan {file}");
    }

    /// <summary>Null if no file is named.</summary>
    public async Task<UpdatePlan?> ReadAsync(string? file, CancellationToken cancellationToken) => file is null
        ? null
        : await File(stack.Secrets).ReadAsync(
            await FilesOfCommandLine.ReadAsync(invocation.Resolve(file)), invocation.Resolve(file), await stack.Store.LoadAsync(cancellationToken), cancellationToken);

    private PlanFile File(ISecretsManager secrets) => new($"{stack.Project.Name}/{stack.Name}", secrets, invocation.Host.Clock);
}
