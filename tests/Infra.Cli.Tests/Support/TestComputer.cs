using Infra.Cli.Prerequisites;

namespace Infra.Cli.Tests.Support;

/// <summary>A computer with the given tools; installing adds the packages to a list.</summary>
internal sealed class TestComputer(params string[] tools) : IComputer
{
    public bool IsLinux { get; init; } = true;

    public bool IsRoot { get; init; } = true;

    public bool IsDebian { get; init; } = true;

    public string? InstallProblem { get; init; }

    public List<string> Installed { get; } = [];

    public bool HasTool(string tool) => tools.Contains(tool);

    public Task<string?> InstallAsync(IReadOnlyList<string> packages, CancellationToken cancellationToken)
    {
        Installed.AddRange(packages);
        return Task.FromResult(InstallProblem);
    }
}
