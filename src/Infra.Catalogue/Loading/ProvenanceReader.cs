using System.Globalization;

namespace Infra.Catalogue.Loading;

/// <summary>source, asOf and confidence, which every group has.</summary>
internal static class ProvenanceReader
{
    /// <summary>In the order of <see cref="Confidence"/>.</summary>
    private static readonly string[] _confidences = ["assumption", "low", "medium", "high"];

    private static readonly string[] _forms = ["yyyy", "yyyy-MM", "yyyy-MM-dd"];

    public static Provenance Read(ObjectReader reader)
    {
        var keys = reader.Texts("source", required: true);
        foreach (var key in keys.Where(key => !reader.Context.Sources.ContainsKey(key)))
        {
            reader.Problem($"{reader.Subject}: 'source' names '{key}', which is not among the file's sources.", "source");
        }

        var confidence = (Confidence)reader.Word("confidence", _confidences);
        return new Provenance([.. keys.Select(reader.Context.Source)], Date(reader, confidence), confidence);
    }

    public static bool IsDate(string text) => DateOnly.TryParseExact(text, _forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    /// <summary>null has to be written: a date that was forgotten is no undated source.</summary>
    private static string? Date(ObjectReader reader, Confidence confidence)
    {
        if (reader.IsNull("asOf"))
        {
            if (confidence == Confidence.High)
            {
                reader.Problem($"{reader.Subject}: 'confidence' cannot be high without a date.", "confidence");
            }

            return null;
        }

        var date = reader.Text("asOf");
        if (date.Length > 0 && !IsDate(date))
        {
            reader.Problem($"{reader.Subject}: 'asOf' is '{date}', which is no year, month or day such as 2026-11-22.", "asOf");
        }

        return date;
    }
}
