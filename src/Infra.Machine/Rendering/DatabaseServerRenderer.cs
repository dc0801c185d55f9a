using Infra.Machine.Rendering.Access;
using Infra.Machine.Rendering.Databases;
using Infra.Machine.Rendering.Systems;
using Infra.Machine.States;

namespace Infra.Machine.Rendering;

/// <summary>The database of a declaration as the state of a server of its own.</summary>
public static class DatabaseServerRenderer
{
    /// <param name="site">Whose database it is; its declaration has one.</param>
    /// <param name="network">The private network that the application's servers are in.</param>
    public static DatabaseServerState Render(Site site, string network)
    {
        var database = Of(site);
        return new DatabaseServerState
        {
            System = Titled(site, SystemRenderer.Render(site)),
            Access = Titled(site, AccessRenderer.Render(site, new Opening([database.Port], [network]))),
            Database = database.Render(site, network) with { Title = $"{site.Name}-database-engine" },
            Data = database.Data(site),
        };
    }

    /// <summary>Where it listens.</summary>
    public static int PortOf(Site site) => Of(site).Port;

    /// <summary>DATABASE_URL for the application.</summary>
    /// <param name="site">Whose database it is.</param>
    /// <param name="host">The database server's address in the private network.</param>
    /// <param name="password">Letters and digits.</param>
    public static string Url(Site site, string host, string password) => Of(site).NetworkUrl(site, host, password);

    private static DatabaseRenderer Of(Site site) => DatabaseRenderer.For(site.Declaration.Database) ?? throw new ArgumentException("the declaration has no database", nameof(site));

    /// <summary>The application's servers have layers of the same kind.</summary>
    private static LayerState Titled(Site site, LayerState layer) => layer with { Title = $"{site.Name}-database{layer.Title[site.Name.Length..]}" };
}
