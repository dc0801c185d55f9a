using Infra.Engine.Diagnostics;
using Infra.Engine.Workspace;

namespace Infra.Cli.Stacks;

/// <summary>--config key=value: kept in the stack's file like `config set`.</summary>
internal static class ConfigAssignment
{
    public static void Apply(StackSettings settings, IReadOnlyList<string> assignments)
    {
        foreach (var assignment in assignments)
        {
            var at = assignment.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0)
            {
                throw new InfraException(
                    CliCodes.BadOptions, "The configuration value cannot be read", $"'{assignment}' is not of the form key=value.", "--config workers=5", exitCode: ExitCodes.Configuration);
            }

            settings.Set(assignment[..at], assignment[(at + 1)..]);
        }

        settings.Save();
    }
}
