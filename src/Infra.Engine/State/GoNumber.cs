using System.Globalization;

namespace Infra.Engine.State;

/// <summary>A double as Go's encoding/json writes it: shortest digits, an exponent only below 1e-6 and from 1e21.</summary>
internal static class GoNumber
{
    public static string Format(double number)
    {
        var shortest = number.ToString("R", CultureInfo.InvariantCulture);
        var (sign, digits, exponent) = Split(shortest);
        var magnitude = Math.Abs(number);
        if (magnitude != 0 && magnitude is < 1e-6 or >= 1e21)
        {
            var scientific = digits.Length - 1 + exponent;
            var fraction = digits.Length > 1 ? "." + digits[1..] : "";
            return $"{sign}{digits[0]}{fraction}e{(scientific < 0 ? "-" : "+")}{Math.Abs(scientific).ToString(CultureInfo.InvariantCulture)}";
        }

        if (exponent >= 0)
        {
            return sign + digits + new string('0', exponent);
        }

        var padded = digits.PadLeft(1 - exponent, '0');
        return $"{sign}{padded[..^-exponent]}.{padded[^-exponent..]}";
    }

    /// <summary>Digits without leading and trailing zeros, and the power of ten of the last one.</summary>
    private static (string Sign, string Digits, int Exponent) Split(string shortest)
    {
        var sign = shortest.StartsWith('-') ? "-" : "";
        var parts = shortest.TrimStart('-').Split('E');
        var exponent = parts.Length == 2 ? int.Parse(parts[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) : 0;
        var point = parts[0].IndexOf('.', StringComparison.Ordinal);
        var digits = parts[0].Replace(".", "", StringComparison.Ordinal);
        if (point >= 0)
        {
            exponent -= digits.Length - point;
        }

        var trimmed = digits.TrimEnd('0');
        exponent += digits.Length - trimmed.Length;
        trimmed = trimmed.TrimStart('0');
        return trimmed.Length == 0 ? (sign, "0", 0) : (sign, trimmed, exponent);
    }
}
