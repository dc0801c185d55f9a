using Infra.Catalogue.Pricing;

namespace Infra.Catalogue.Loading;

/// <summary>One plan.</summary>
internal static class PlanReader
{
    /// <summary>In the order of <see cref="PlanKind"/>.</summary>
    private static readonly string[] _kinds = ["vm", "app", "database", "loadbalancer", "volume", "egress"];

    /// <summary>In the order of <see cref="PriceUnit"/>.</summary>
    private static readonly string[] _units = ["month", "hour", "GiB", "GiB-month", "LCU-hour", "percent", "kWh"];

    public static Plan Read(ObjectReader reader)
    {
        var id = reader.Text("id");
        reader.Subject = $"plan {id}";
        var plan = new Plan
        {
            Id = id,
            Kind = (PlanKind)reader.Word("kind", _kinds),
            Family = reader.Text("family"),
            Vcpus = reader.Amount("vcpus"),
            Cpu = reader.TextOrEmpty("cpu") is { Length: > 0 } cpu ? cpu : reader.TextOrEmpty("cpuShare"),
            MemoryGiB = reader.Amount("memoryGiB"),
            DiskGiB = reader.Amount("diskGiB"),
            TransferGiB = reader.Amount("transferGiB"),
            Price = Money(reader, "price"),
            Per = (PriceUnit)reader.Word("per", _units),
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
            reader.Problem($"{reader.Subject}: a price of this kind is not per {_units[(int)plan.Per]}.", "per");
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
