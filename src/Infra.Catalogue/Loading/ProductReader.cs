namespace Infra.Catalogue.Loading;

/// <summary>One product with its rules.</summary>
internal static class ProductReader
{
    /// <summary>The first of <see cref="PlanKind"/>.</summary>
    private static readonly string[] _kinds = ["vm", "app"];

    /// <summary>Null if a group is missing, which has been said then.</summary>
    public static Product? Read(ObjectReader reader)
    {
        var id = reader.Text("id");
        reader.Subject = $"product {id}";
        var (name, kind, families) = (reader.Text("name"), (PlanKind)reader.Word("kind", _kinds), reader.Texts("families", required: true));
        var (disks, alongside, once, power) = (reader.Texts("disks"), reader.Texts("alongside"), reader.Texts("once"), reader.TextOrEmpty("power"));
        var (databases, included) = (reader.Texts("databases"), reader.Texts("includedDatabases"));
        var (billing, transfer, uptime) = (Group(reader, "billing", Billing), Group(reader, "transfer", Transfer), Group(reader, "uptime", Uptime));
        var (vertical, horizontal, tools) = (Group(reader, "vertical", Vertical), Group(reader, "horizontal", Horizontal), Group(reader, "tools", Tools));
        reader.End();
        return billing is null || transfer is null || uptime is null || vertical is null || horizontal is null || tools is null ? null : new Product
        {
            Id = id,
            Name = name,
            Kind = kind,
            Families = families,
            Disks = disks,
            Alongside = alongside,
            Once = once,
            Databases = databases,
            IncludedDatabases = included,
            Power = power,
            Billing = billing,
            Transfer = transfer,
            Uptime = uptime,
            Vertical = vertical,
            Horizontal = horizontal,
            Tools = tools,
        };
    }

    private static T? Group<T>(ObjectReader reader, string name, Func<ObjectReader, T> read)
        where T : class
    {
        if (reader.Child(name) is not { } group)
        {
            return null;
        }

        var value = read(group);
        group.End();
        return value;
    }

    private static Billing Billing(ObjectReader group) => new(
        group.RequiredCount("monthHours", least: 1),
        group.Flag("capped", required: true),
        group.Count("minimumSeconds") ?? 0,
        group.Text("stopped"),
        ProvenanceReader.Read(group));

    private static TransferRule Transfer(ObjectReader group) => new()
    {
        Metered = group.Flag("metered", required: true),
        InboundCounts = group.Flag("inboundCounts"),
        OncePerApp = group.Flag("oncePerApp"),
        Overage = group.Texts("overage"),
        OverageIn = group.Map("overageIn", required: false),
        Note = group.TextOrEmpty("note"),
        Provenance = ProvenanceReader.Read(group),
    };

    private static Uptime Uptime(ObjectReader group) =>
        new(group.Amount("percent", least: 0, most: 100), group.TextOrEmpty("note"), ProvenanceReader.Read(group));

    private static VerticalScaling Vertical(ObjectReader group) => new(group.Text("how"), group.Text("downtime"), ProvenanceReader.Read(group));

    private static HorizontalScaling Horizontal(ObjectReader group) => new()
    {
        How = group.Text("how"),
        Autoscale = group.Flag("autoscale", required: true),
        Max = group.Count("max", least: 1),
        From = group.TextOrEmpty("from"),
        LoadBalancer = group.TextOrEmpty("loadBalancer"),
        LoadBalancerData = group.TextOrEmpty("loadBalancerData"),
        Provenance = ProvenanceReader.Read(group),
    };

    private static Fact Tools(ObjectReader group) => new(group.Text("text"), ProvenanceReader.Read(group));
}
