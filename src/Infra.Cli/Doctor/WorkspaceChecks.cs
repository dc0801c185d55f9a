using Infra.Cli.Stacks;
using Infra.Engine.Diagnostics;

namespace Infra.Cli.Doctor;

/// <summary>The project, its backend and the passphrase of its secrets.</summary>
internal static class WorkspaceChecks
{
    public static IEnumerable<Finding> Run(CliHost host, string directory)
    {
        ProjectStacks stacks;
        try
        {
            stacks = ProjectStacks.Open(host, directory);
        }
        catch (InfraException problem)
        {
            return [Failed("project", problem)];
        }

        return [new("project", Health.Ok, $"{stacks.Project.Name}, {stacks.Project.File}"), Backend(stacks), Passphrase(stacks)];
    }

    private static Finding Backend(ProjectStacks stacks)
    {
        var place = Path.Combine(stacks.Backend.Root, ".pulumi");
        var probe = Path.Combine(Directory.Exists(place) ? place : stacks.Backend.Root, $".infra-doctor-{Environment.ProcessId}");
        try
        {
            File.WriteAllText(probe, "");
            File.Delete(probe);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new("backend", Health.Fail, $"{stacks.Backend.Url} cannot be written: {e.Message}", $"Give yourself access to {place}, or set PULUMI_BACKEND_URL");
        }

        var locked = stacks.Backend.List().Where(stack => stack.UpdateInProgress).Select(stack => stack.Name).ToList();
        return locked.Count == 0
            ? new("backend", Health.Ok, $"{stacks.Backend.Url} ({place})")
            : new("backend", Health.Warn, $"locked: {string.Join(", ", locked)}", "If no infra or pulumi works on it:\n    infra cancel <stack>");
    }

    private static Finding Passphrase(ProjectStacks stacks)
    {
        if (stacks.Passphrases.IsDefault && !File.Exists(stacks.Passphrases.DefaultFile))
        {
            return new("passphrase", Health.Ok, $"none yet; the first stack makes a random one in {stacks.Passphrases.DefaultFile}");
        }

        try
        {
            return new("passphrase", Health.Ok, $"from {stacks.Passphrases.Find(create: false).Origin}");
        }
        catch (InfraException problem)
        {
            return Failed("passphrase", problem);
        }
    }

    private static Finding Failed(string subject, InfraException problem) =>
        new(subject, Health.Fail, $"{problem.Message}. {problem.Detail} ({problem.Code})", problem.Help);
}
