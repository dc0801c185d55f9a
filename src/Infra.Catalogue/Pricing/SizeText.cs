using System.Globalization;

namespace Infra.Catalogue.Pricing;

/// <summary>A size in words.</summary>
public static class SizeText
{
    /// <summary>"2 processors, 4 GiB of memory, 80 GiB of disk"; what is not stated is left out.</summary>
    public static string Of(Plan plan) => string.Join(", ", new[]
    {
        Processors(plan.Vcpus),
        Of(plan.MemoryGiB, "memory"),
        Of(plan.DiskGiB, "disk"),
    }.Where(part => part.Length > 0));

    public static string Processors(decimal? count) =>
        count is { } number ? string.Create(CultureInfo.InvariantCulture, $"{number:0.##} processor{(number == 1 ? "" : "s")}") : "";

    public static string Of(decimal? amount, string what) => amount switch
    {
        null => "",
        < 1 and > 0 => string.Create(CultureInfo.InvariantCulture, $"{amount * 1024:0.#} MiB of {what}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{amount:0.##} GiB of {what}"),
    };
}
