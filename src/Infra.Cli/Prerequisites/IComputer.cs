namespace Infra.Cli.Prerequisites;

/// <summary>What is asked of the computer the command runs on.</summary>
internal interface IComputer
{
    bool IsLinux { get; }

    bool IsRoot { get; }

    /// <summary>Debian, or a system that says it is like it.</summary>
    bool IsDebian { get; }

    bool HasTool(string tool);

    /// <summary>Installs Debian packages; null, or what went wrong.</summary>
    Task<string?> InstallAsync(IReadOnlyList<string> packages, CancellationToken cancellationToken);
}
