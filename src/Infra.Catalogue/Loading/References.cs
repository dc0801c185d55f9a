namespace Infra.Catalogue.Loading;

/// <summary>Names that must be unique, and names that must be of something in the same file.</summary>
internal sealed class References
{
    private readonly Dictionary<string, Plan> _plans = new(StringComparer.Ordinal);
    private readonly HashSet<string> _regions = new(StringComparer.Ordinal);
    private readonly HashSet<string> _products = new(StringComparer.Ordinal);
    private readonly HashSet<string> _families = new(StringComparer.Ordinal);
    private readonly List<Action> _checks = [];

    public Region Region(Region region, ObjectReader reader)
    {
        Unique(_regions.Add(region.Id), "region", region.Id, reader);
        _checks.Add(() => Products(region.Products, reader));
        return region;
    }

    public Plan Plan(Plan plan, ObjectReader reader)
    {
        Unique(_plans.TryAdd(plan.Id, plan), "plan", plan.Id, reader);
        _families.Add(Family(plan.Kind, plan.Family));
        _checks.Add(() =>
        {
            Known(plan.Region, _regions.Contains, "region", "region", reader);
            Named(plan.Storage, "storage", reader, PriceUnit.GiBMonth);
        });
        return plan;
    }

    public Product? Product(Product? product, ObjectReader reader)
    {
        if (product is null)
        {
            return null;
        }

        Unique(_products.Add(product.Id), "product", product.Id, reader);
        _checks.Add(() =>
        {
            foreach (var family in product.Families)
            {
                Known(family, name => _families.Contains(Family(product.Kind, name)), "families", "family of that kind", reader);
            }

            foreach (var family in product.Databases)
            {
                Known(family, name => _families.Contains(Family(PlanKind.Database, name)), "databases", "family of databases", reader);
            }

            All(product.Disks, "disks", reader, PriceUnit.Month, PriceUnit.GiBMonth);
            All(product.Alongside, "alongside", reader, PriceUnit.Month, PriceUnit.Hour);
            All(product.Once, "once", reader, PriceUnit.Month, PriceUnit.Hour);
            Named(product.Power, "power", reader, PriceUnit.KilowattHour);
            All(product.Transfer.Overage, "overage", reader, PriceUnit.GiB);
            All(product.Transfer.OverageIn.Values, "overageIn", reader, PriceUnit.GiB);
            foreach (var region in product.Transfer.OverageIn.Keys)
            {
                Known(region, _regions.Contains, "overageIn", "region", reader);
            }

            Named(product.Horizontal.From, "from", reader, PriceUnit.Month, PriceUnit.Hour);
            Named(product.Horizontal.LoadBalancer, "loadBalancer", reader, PriceUnit.Month, PriceUnit.Hour);
            Named(product.Horizontal.LoadBalancerData, "loadBalancerData", reader, PriceUnit.GiB, PriceUnit.LcuHour);
        });
        return product;
    }

    public KnownLimit Limit(KnownLimit limit, ObjectReader reader)
    {
        _checks.Add(() => Products(limit.Products, reader));
        return limit;
    }

    public FreeTier FreeTier(FreeTier tier, ObjectReader reader)
    {
        _checks.Add(() => Named(tier.Next, "next", reader, PriceUnit.Month, PriceUnit.Hour));
        return tier;
    }

    /// <summary>When all has been read.</summary>
    public void Check() => _checks.ForEach(check => check());

    private static string Family(PlanKind kind, string name) => $"{(int)kind}/{name}";

    private void Products(IEnumerable<string> products, ObjectReader reader)
    {
        foreach (var product in products)
        {
            Known(product, _products.Contains, "products", "product", reader);
        }
    }

    private void All(IEnumerable<string> plans, string key, ObjectReader reader, params PriceUnit[] units)
    {
        foreach (var plan in plans)
        {
            Named(plan, key, reader, units);
        }
    }

    private void Named(string plan, string key, ObjectReader reader, params PriceUnit[] units)
    {
        Known(plan, _plans.ContainsKey, key, "plan", reader);
        if (_plans.TryGetValue(plan, out var found) && !units.Contains(found.Per))
        {
            reader.Problem($"{reader.Subject}: '{key}' names the plan '{plan}', whose price has another unit.");
        }
    }

    private static void Known(string name, Func<string, bool> isKnown, string key, string what, ObjectReader reader)
    {
        if (name.Length > 0 && !isKnown(name))
        {
            reader.Problem($"{reader.Subject}: '{key}' names '{name}', and there is no such {what}.");
        }
    }

    private static void Unique(bool added, string what, string id, ObjectReader reader)
    {
        if (!added)
        {
            reader.Problem($"There is a {what} '{id}' already.");
        }
    }
}
