using System.Collections.Immutable;
using Infra.Catalogue.Pricing;

namespace Infra.Catalogue.Loading;

/// <summary>One file: a host. All its mistakes are told at once.</summary>
internal static class CatalogueReader
{
    /// <exception cref="CatalogueException">The file has mistakes.</exception>
    public static CatalogueHost Read(string file, ReadOnlySpan<byte> content)
    {
        var problems = new List<CatalogueProblem>();
        var context = new ReadingContext(file, problems);
        var root = new ObjectReader(context, NodeReader.Read(file, content, problems), "the file");
        context.Sources = root.Map("sources", required: true);
        context.Currency = root.Text("currency");
        if (context.Currency.Length > 0 && (context.Currency.Length != 3 || !context.Currency.All(char.IsAsciiLetterUpper)))
        {
            root.Problem($"'currency' is '{context.Currency}', which is no code of ISO 4217 such as USD.", "currency");
        }

        var host = Host(root);
        root.End();
        return problems.Count == 0 ? host : throw new CatalogueException([.. problems.OrderBy(problem => problem.Line)]);
    }

    private static CatalogueHost Host(ObjectReader root)
    {
        var compiled = root.Text("compiled");
        if (compiled.Length > 0 && !ProvenanceReader.IsDate(compiled))
        {
            root.Problem($"'compiled' is '{compiled}', which is no day such as 2026-11-22.", "compiled");
        }

        var (id, name, shortName, references) = (root.Text("id"), root.Text("name"), root.Text("shortName"), new References());
        var (regions, note, provenance) = Regions(root, references);
        var plans = root.Children("plans", "a plan").Select(reader => references.Plan(PlanReader.Read(reader), reader)).ToImmutableArray();
        var products = root.Children("products", "a product").Select(reader => references.Product(ProductReader.Read(reader), reader)).OfType<Product>().ToImmutableArray();
        var limits = root.Children("limits", "a limit").Select(reader => references.Limit(Limit(reader), reader)).ToImmutableArray();
        var tiers = root.Children("freeTiers", "a free tier").Select(reader => references.FreeTier(FreeTier(reader), reader)).ToImmutableArray();
        references.Check();
        return new CatalogueHost
        {
            Id = id,
            Name = name,
            ShortName = shortName,
            Compiled = compiled,
            Currency = root.Context.Currency,
            Regions = regions,
            RegionsNote = note,
            RegionsProvenance = provenance,
            Products = products,
            Limits = limits,
            FreeTiers = tiers,
            Plans = plans,
        };
    }

    private static (ImmutableArray<Region> Regions, string Note, Provenance Provenance) Regions(ObjectReader root, References references)
    {
        if (root.Child("regions") is not { } group)
        {
            return ([], "", new Provenance([], null, default));
        }

        var regions = group.Children("items", "a region").Select(reader => references.Region(Region(reader), reader)).ToImmutableArray();
        var (note, provenance) = (group.TextOrEmpty("note"), ProvenanceReader.Read(group));
        group.End();
        return (regions, note, provenance);
    }

    private static Region Region(ObjectReader reader)
    {
        var id = reader.Text("id");
        reader.Subject = $"region {id}";
        var region = new Region
        {
            Id = id,
            City = reader.Text("city"),
            Country = reader.TextOrEmpty("country"),
            Latitude = reader.Amount("lat", -90, 90),
            Longitude = reader.Amount("lon", -180, 180),
            App = reader.TextOrEmpty("app"),
            Products = reader.Texts("products"),
        };
        if (region.Latitude is null != region.Longitude is null)
        {
            reader.Problem($"{reader.Subject}: 'lat' and 'lon' come together.");
        }

        reader.End();
        return region;
    }

    private static KnownLimit Limit(ObjectReader reader)
    {
        var limit = new KnownLimit(reader.Text("text"), reader.Texts("products"), ProvenanceReader.Read(reader));
        reader.End();
        return limit;
    }

    private static FreeTier FreeTier(ObjectReader reader)
    {
        var tier = new FreeTier
        {
            What = reader.Text("what"),
            Amount = reader.Amount("amount") is { } amount ? new Money(amount, reader.Context.Currency) : null,
            Days = reader.Count("days", least: 1),
            Months = reader.Count("months", least: 1),
            AtExpiry = reader.TextOrEmpty("atExpiry"),
            Next = reader.Text("next"),
            Provenance = ProvenanceReader.Read(reader),
        };
        if (tier is { Expires: true, AtExpiry: "" })
        {
            reader.Problem($"{reader.Subject}: it expires, and 'atExpiry' does not say what happens then.");
        }

        reader.End();
        return tier;
    }
}
