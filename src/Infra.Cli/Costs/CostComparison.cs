using System.Collections.Immutable;
using Infra.Cli.Display;
using Infra.Engine.Events;

namespace Infra.Cli.Costs;

/// <summary>What a stack will cost a month, beside what it costs now.</summary>
internal sealed record CostComparison(ImmutableArray<CostChange> Lines)
{
    public bool IsEmpty => Lines.IsEmpty;

    /// <summary>Sums by currency; a currency that is paid now or then is in both.</summary>
    public ImmutableSortedDictionary<string, decimal> Now => Sums(line => line.Now);

    public ImmutableSortedDictionary<string, decimal> Then => Sums(line => line.Then);

    /// <summary>Whether anything runs now: an environment that costs nothing is one too.</summary>
    public bool RunsNow => Lines.Any(line => line.Now is not null);

    public bool RunsThen => Lines.Any(line => line.Then is not null);

    /// <summary>Of an operation's steps: each environment as it was before the first, and as it is after the last.</summary>
    public static CostComparison Of(OperationModel model)
    {
        var rows = model.Rows.Where(row => row.Step.Type == DeclaredCost.EnvironmentType).ToList();
        return Of(
            rows.SelectMany(row => DeclaredCost.Of(row.Steps[0].Old)),
            rows.Where(row => row.Step.Op is not StepOp.Delete).SelectMany(row => DeclaredCost.Of(row.Step.New)));
    }

    /// <summary>Lines of one item belong together, in the order in which they are declared; what goes comes last.</summary>
    public static CostComparison Of(IEnumerable<DeclaredCost> now, IEnumerable<DeclaredCost> then)
    {
        var left = now.ToList();
        var lines = ImmutableArray.CreateBuilder<CostChange>();
        foreach (var line in then)
        {
            var old = left.Find(known => known.Environment == line.Environment && known.Item == line.Item);
            lines.Add(new(old, line));
            if (old is not null)
            {
                left.Remove(old);
            }
        }

        lines.AddRange(left.Select(line => new CostChange(line, null)));
        return new(lines.ToImmutable());
    }

    private ImmutableSortedDictionary<string, decimal> Sums(Func<CostChange, DeclaredCost?> side)
    {
        var currencies = Lines.SelectMany(line => new[] { line.Now, line.Then }).OfType<DeclaredCost>().Select(line => line.Currency).Where(currency => currency.Length > 0).Distinct();
        return currencies.ToImmutableSortedDictionary(
            currency => currency,
            currency => Lines.Select(side).OfType<DeclaredCost>().Where(line => line.Currency == currency).Sum(line => line.Monthly),
            StringComparer.Ordinal);
    }
}
