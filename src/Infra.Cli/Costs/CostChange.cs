namespace Infra.Cli.Costs;

/// <summary>One line of what is paid before and after; null: not at all. At least one is there.</summary>
internal sealed record CostChange(DeclaredCost? Now, DeclaredCost? Then)
{
    /// <summary>What a reader sees of it: as it will be, or as it was.</summary>
    public DeclaredCost Shown => (Then ?? Now)!;

    public bool IsSame => Now is not null && Then is not null && Now.Monthly == Then.Monthly && Now.Currency == Then.Currency;
}
