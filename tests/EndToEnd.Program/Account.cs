using Pulumi.DigitalOcean;

namespace EndToEnd.Program;

/// <summary>What a cloud's account holds beside machines: made in a moment.</summary>
internal static class Account
{
    public static IDictionary<string, object?> Declare(Pulumi.Config config)
    {
        var tag = new Tag("tag", new TagArgs { Name = config.Get("tag") ?? "shop" });
        var network = new Vpc("network", new VpcArgs { Region = "fra1", Name = "shop-net" });
        var project = new Project("project", new ProjectArgs { Name = config.Get("project") ?? "shop", Description = tag.Name });
        return new Dictionary<string, object?> { ["network"] = network.Id, ["project"] = project.Id };
    }
}
