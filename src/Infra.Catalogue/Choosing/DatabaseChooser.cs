using Infra.Catalogue.Pricing;

namespace Infra.Catalogue.Choosing;

/// <summary>The cheapest managed database of an engine.</summary>
public static class DatabaseChooser
{
    /// <summary>Nothing, without a problem, where none has to be paid: none is needed, it runs on the one server, or it is in the price.</summary>
    public static Lookup<Plan> Choose(CatalogueHost host, Product product, Need need)
    {
        if (need.Database.Length == 0 || RunsOnServer(product, need) || product.IncludedDatabases.Contains(need.Database))
        {
            return new(null, "", []);
        }

        var tariff = new Tariff(host, product);
        var plans = host.Plans.Where(plan => plan is { Kind: PlanKind.Database, Price: not null, NotFor: "" } && product.Databases.Contains(plan.Family)).ToList();
        var best = plans.Where(plan => plan.Engines.Contains(need.Database))
            .OrderBy(plan => tariff.Month(plan).Amount)
            .ThenByDescending(plan => plan.Provenance.Confidence)
            .ThenBy(plan => plan.Id, StringComparer.Ordinal)
            .FirstOrDefault();
        var engines = plans.SelectMany(plan => plan.Engines).Concat(product.IncludedDatabases).Distinct().Order(StringComparer.Ordinal).ToList();
        return best is not null
            ? new(best, "", [])
            : new(null, $"{host.Name} has no managed {need.Database} for {product.Name}{(engines.Count == 0 ? "" : $"; it has {string.Join(", ", engines)}")}.", [.. engines]);
    }

    /// <summary>One server has everything on it; a host without managed databases leaves no choice.</summary>
    private static bool RunsOnServer(Product product, Need need) => product.Kind == PlanKind.Server && (need.Instances == 1 || product.Databases.IsEmpty);
}
