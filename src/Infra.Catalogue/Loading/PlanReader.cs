using System.Collections.Immutable;
using Infra.Catalogue.Pricing;

namespace Infra.Catalogue.Loading;

/// <summary>One plan.</summary>
internal static class PlanReader
{
    private static readonly ImmutableSortedDictionary<string, PlanKind> _kinds = ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal,
    [
        KeyValuePair.Create("app", PlanKind.App),
        KeyValuePair.Create("database", PlanKind.Database),
        KeyValuePair.Create("egress", PlanKind.Network),
        KeyValuePair.Create("loadbalancer", PlanKind.LoadBalancer),
        KeyValuePair.Create("vm", PlanKind.Server),
        KeyValuePair.Create("volume", PlanKind.Volume),
    ]);

    private static readonly ImmutableSortedDictionary<string, PriceUnit> _units = ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal,
    [
        KeyValuePair.Create("GiB", PriceUnit.GiB),
        KeyValuePair.Create("GiB-month", PriceUnit.GiBMonth),
        KeyValuePair.Create("LCU-hour", PriceUnit.LcuHour),
        KeyValuePair.Create("hour", PriceUnit.Hour),
        KeyValuePair.Create("kWh", PriceUnit.KilowattHour),
        KeyValuePair.Create("month", PriceUnit.Month),
        KeyValuePair.Create("percent", PriceUnit.Percent),
    ]);

    public static Plan Read(ObjectReader reader)
    {
        var id = reader.Text("id");
        reader.Subject = $"plan {id}";
        var plan = new Plan
        {
            Id = id,
            Kind = reader.Word("kind", _kinds),
            Family = reader.Text("family"),
            Vcpus = reader.Amount("vcpus"),
            Cpu = reader.TextOrEmpty("cpu") is { Length: > 0 } cpu ? cpu : reader.TextOrEmpty("cpuShare"),
            MemoryGiB = reader.Amount("memoryGiB"),
            DiskGiB = reader.Amount("diskGiB"),
            TransferGiB = reader.Amount("transferGiB"),
            Price = Money(reader, "price"),
            Per = reader.Word("per", _units),
            Architecture = reader.TextOrEmpty("arch"),
            Region = reader.TextOrEmpty("region"),
            Engines = reader.Texts("engines"),
            MaxInstances = reader.Count("maxInstances", least: 1),
            Autoscale = reader.FlagOrNull("autoscale"),
            Flat = reader.Flag("flat"),
            FromGiB = reader.Amount("fromGiB"),
            ToGiB = reader.Amount("toGiB"),
            MaxStandby = reader.Count("maxStandby"),
            Storage = reader.TextOrEmpty("storage"),
            PricePerGiB = Money(reader, "pricePerGiB"),
            MinGiB = reader.Amount("minGiB"),
            PerNode = reader.Flag("perNode"),
            Connections = reader.Count("connections"),
            Watts = reader.Amount("watts"),
            NotFor = reader.TextOrEmpty("notFor"),
            Note = reader.TextOrEmpty("note"),
            Provenance = ProvenanceReader.Read(reader),
        };
        Capital(reader, plan);
        Check(reader, plan);
        reader.End();
        return plan;
    }

    private static Money? Money(ObjectReader reader, string name) =>
        reader.Amount(name) is { } amount ? new Money(amount, reader.Context.Currency) : null;

    /// <summary>A machine that is bought: its price a month is its price over its life.</summary>
    private static void Capital(ObjectReader reader, Plan plan)
    {
        var (capital, months) = (reader.Amount("capital"), reader.Count("lifetimeMonths", least: 1));
        if (capital is { } bought && months is { } life && plan.Price is { } price && price.Amount != new Money(bought / life, price.Currency).Rounded().Amount)
        {
            reader.Problem($"{reader.Subject}: 'price' is {price.Amount}, but {bought} over {life} months is {new Money(bought / life, price.Currency).Rounded().Amount}.", "price");
        }
    }

    private static void Check(ObjectReader reader, Plan plan)
    {
        if (plan.Price is null && plan.NotFor.Length == 0)
        {
            reader.Problem($"{reader.Subject}: 'price' is missing, and 'notFor' does not say why.");
        }

        if (!Fits(plan.Kind, plan.Per))
        {
            reader.Problem($"{reader.Subject}: a price of this kind is not per {_units.First(unit => unit.Value == plan.Per).Key}.", "per");
        }

        if (plan is { Per: PriceUnit.Percent, Price.Amount: > 100 })
        {
            reader.Problem($"{reader.Subject}: 'price' is {plan.Price.Value.Amount} percent, more than the whole.", "price");
        }

        if (plan.FromGiB >= plan.ToGiB)
        {
            reader.Problem($"{reader.Subject}: the tier ends before it begins.", "toGiB");
        }
    }

    private static bool Fits(PlanKind kind, PriceUnit unit) => kind switch
    {
        PlanKind.Server or PlanKind.App or PlanKind.Database => unit is PriceUnit.Month or PriceUnit.Hour,
        PlanKind.LoadBalancer => unit is PriceUnit.Month or PriceUnit.Hour or PriceUnit.GiB or PriceUnit.LcuHour,
        PlanKind.Volume => unit is PriceUnit.Month or PriceUnit.GiBMonth or PriceUnit.Percent,
        _ => unit is PriceUnit.Month or PriceUnit.Hour or PriceUnit.GiB or PriceUnit.KilowattHour,
    };
}
