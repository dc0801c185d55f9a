using Infra.Cli.Terminal;
using Infra.Engine.Diagnostics;

namespace Infra.Cli.Prerequisites;

/// <summary>Sees to it that what a host needs on this computer is there before an operation begins.</summary>
internal sealed class HostPrerequisites(IComputer computer, Screen screen)
{
    /// <summary>Debian's packages that are missing for a host.</summary>
    public IReadOnlyList<string> Missing(string host) =>
        [.. Requirement.Of(host).Where(requirement => !computer.HasTool(requirement.Tool)).Select(requirement => requirement.Package)];

    /// <summary>Installs what is missing if this process may; otherwise says how, and nothing is begun.</summary>
    public async Task EnsureAsync(string host, CancellationToken cancellationToken)
    {
        if (host == "local" && !computer.IsLinux)
        {
            throw new InfraException(
                CliCodes.PrerequisiteMissing, "The local host needs Linux",
                "Machines on this computer are systemd containers, which only Linux has.",
                "Choose another host: infra config set host ssh", exitCode: ExitCodes.Configuration);
        }

        var missing = Missing(host);
        if (missing.Count > 0)
        {
            await InstallAsync(host, missing, cancellationToken);
        }

        if (host == "local" && !computer.IsRoot)
        {
            throw new InfraException(
                CliCodes.PrerequisiteMissing, "The local host needs root",
                "Making machines and their network on this computer is root's privilege.",
                "Run the same command with:\n    sudo -E ./infra", exitCode: ExitCodes.Configuration);
        }
    }

    private async Task InstallAsync(string host, IReadOnlyList<string> missing, CancellationToken cancellationToken)
    {
        var command = $"apt-get install --no-install-recommends {string.Join(' ', missing)}";
        if (!computer.IsDebian)
        {
            throw Refuse(host, missing, $"On Debian the command is:\n    {command}");
        }

        if (!computer.IsRoot)
        {
            throw Refuse(host, missing, $"Run, and then the same command again:\n    sudo {command}");
        }

        screen.Tell($"Installing from Debian, for the {host} host: {string.Join(' ', missing)}");
        if (await computer.InstallAsync(missing, cancellationToken) is { } problem)
        {
            throw new InfraException(
                CliCodes.PrerequisiteInstallFailed, "Packages could not be installed on this computer",
                problem, $"Run, and then the same command again:\n    {command}", exitCode: ExitCodes.Configuration);
        }
    }

    private static InfraException Refuse(string host, IReadOnlyList<string> missing, string help) => new(
        CliCodes.PrerequisiteMissing, "Something that a host needs is not installed",
        $"The {host} host needs of this computer: {string.Join(", ", missing)}.", help, exitCode: ExitCodes.Configuration);
}
