using System.Globalization;
using Infra.Cli.Display;

namespace Infra.Cli.Costs;

/// <summary>Cost for people: a line each, the sum, and the difference to what runs now.</summary>
internal static class CostRenderer
{
    private const string Free = "your own";
    private const string Total = "Total";

    /// <summary>Nothing where no environment declares a cost.</summary>
    public static IReadOnlyList<Line> Render(CostComparison cost, int width)
    {
        if (cost.IsEmpty)
        {
            return [];
        }

        var items = Math.Max(Total.Length, cost.Lines.Max(line => Item(cost, line).Length));
        var sum = Sum(cost.Then);
        var amounts = Math.Max(sum.Length, cost.Lines.Max(line => Amount(line.Shown).Length));
        return
        [
            Line.Of("Monthly cost, without tax:", Ink.Bold),
            .. cost.Lines.Select(line => Of(line, Item(cost, line).PadRight(items), Amount(line.Shown).PadLeft(amounts)).Clip(width)),
            Line.Of(new Span($"    {Total.PadRight(items)}  {sum.PadLeft(amounts)}", Ink.Bold), new Span("  " + Difference(cost))).Clip(width),
        ];
    }

    private static Line Of(CostChange line, string item, string amount)
    {
        var (symbol, ink) = line switch
        {
            { Now: null } => ("+", Ink.Green),
            { Then: null } => ("-", Ink.Red),
            { IsSame: false } => ("~", Ink.Yellow),
            _ => (" ", Ink.Plain),
        };
        var note = string.Join("; ", new[] { line is { Now: { } now, Then: not null, IsSame: false } ? $"now {Amount(now)}" : "", line.Shown.Note }.Where(part => part.Length > 0));
        return Line.Of(new Span($"  {symbol} ", ink), new Span($"{item}  {amount}"), new Span(note.Length == 0 ? "" : "  " + note, Ink.Dim));
    }

    private static string Item(CostComparison cost, CostChange line) =>
        cost.Lines.Select(other => other.Shown.Environment).Distinct().Skip(1).Any() ? $"{line.Shown.Environment}: {line.Shown.Item}" : line.Shown.Item;

    private static string Amount(DeclaredCost line) => line is { Monthly: 0, Currency: "" } ? Free : Text(line.Monthly, line.Currency);

    private static string Sum(IReadOnlyDictionary<string, decimal> sums) =>
        sums.Count == 0 ? "0.00" : string.Join(" + ", sums.Select(sum => Text(sum.Value, sum.Key)));

    private static string Difference(CostComparison cost)
    {
        var changes = cost.Then.Select(sum => (Currency: sum.Key, By: sum.Value - cost.Now[sum.Key])).Where(change => change.By != 0)
            .Select(change => $"{Text(Math.Abs(change.By), change.Currency)} {(change.By > 0 ? "more" : "less")}").ToList();
        return (changes.Count, cost.RunsNow) switch
        {
            (_, false) => "nothing runs now",
            (0, _) => "as now",
            _ => $"{string.Join(", ", changes)} than now ({Sum(cost.Now)})",
        };
    }

    private static string Text(decimal amount, string currency) => string.Create(CultureInfo.InvariantCulture, $"{amount:0.00} {currency}").TrimEnd();
}
