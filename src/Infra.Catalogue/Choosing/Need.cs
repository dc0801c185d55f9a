using System.Globalization;
using Infra.Catalogue.Pricing;

namespace Infra.Catalogue.Choosing;

/// <summary>How large a machine must be, at least.</summary>
public sealed record Need
{
    /// <summary>A disk that is billed apart, where nothing is asked: as large as the smallest that comes with a server.</summary>
    public const decimal LeastDiskGiB = 10;

    public decimal Vcpus { get; init; } = 1;

    public decimal MemoryGiB { get; init; } = 1;

    /// <summary>Null: whatever comes with it.</summary>
    public decimal? DiskGiB { get; init; }

    /// <summary>Of machines at once.</summary>
    public int Instances { get; init; } = 1;

    /// <summary>
    /// The engine of its database; "": none. It is a managed one, but where one server runs everything: there it is on that server.
    /// </summary>
    public string Database { get; init; } = "";

    /// <summary>Sizes with Arm processors may be chosen as well.</summary>
    public bool Arm { get; init; }

    public override string ToString()
    {
        var parts = new[] { SizeText.Processors(Vcpus), SizeText.Of(MemoryGiB, "memory"), SizeText.Of(DiskGiB, "disk") }.Where(part => part.Length > 0).ToList();
        if (Database.Length > 0)
        {
            parts.Add(Database);
        }

        return string.Join(", ", parts.SkipLast(1)) + " and " + parts[^1] + (Instances == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $", {Instances} times"));
    }
}
