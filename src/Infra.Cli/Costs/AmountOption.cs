using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Infra.Cli.Costs;

/// <summary>Options whose value is an amount of data with its unit: 500GB, 2GiB, 512MiB.</summary>
internal static class AmountOption
{
    private const decimal BytesPerGiB = 1L << 30;

    private static readonly SortedDictionary<string, decimal> _units = new(StringComparer.OrdinalIgnoreCase)
    {
        ["GB"] = 1e9m,
        ["GiB"] = BytesPerGiB,
        ["MB"] = 1e6m,
        ["MiB"] = 1L << 20,
        ["TB"] = 1e12m,
        ["TiB"] = 1L << 40,
    };

    /// <summary>The value is in GiB.</summary>
    public static Option<decimal?> Create(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "amount",
        CustomParser = result => Parse(result.Tokens.Single().Value) ?? Refuse(result, $"{name} is an amount with its unit, such as 500GB or 2GiB, not '{result.Tokens.Single().Value}'"),
    };

    /// <summary>In GiB; null: it is no amount.</summary>
    internal static decimal? Parse(string text)
    {
        var digits = text.TrimEnd().TakeWhile(letter => char.IsAsciiDigit(letter) || letter == '.').Count();
        return _units.TryGetValue(text[digits..].Trim(), out var unit)
            && decimal.TryParse(text[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number < 1e9m
                ? number * unit / BytesPerGiB
                : null;
    }

    private static decimal? Refuse(ArgumentResult result, string message)
    {
        result.AddError(message);
        return null;
    }
}
