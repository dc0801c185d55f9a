using Infra.Databases;
using Infra.Machine.Rendering;
using Infra.Machine.States;
using Infra.Machine.Tests.Support;

namespace Infra.Machine.Tests.Rendering;

public sealed class DatabaseServerRendererTests
{
    private static readonly Site _site = Sites.Of(Sites.Shop with { Database = new PostgreSql { Placement = Placement.OwnServer, Extensions = ["pg_trgm"] }, Hardware = new() { Memory = new(4096) } });

    [Fact]
    public void Render_PostgreSql_MatchesGolden() => StateText.Of(DatabaseServerRenderer.Render(_site, "10.1.0.0/16")).ShouldMatchGolden("database-server");

    [Fact]
    public void Render_TheApplicationsServer_HasNoDatabaseAndAsksWhereItIs()
    {
        var state = ServerRenderer.Render(_site);

        state.Database.ShouldBeNull();
        state.Runtime.Files["/etc/shop/database-ca.pem"].Content.ShouldBe(Placeholder.DatabaseAuthority);
        state.Data.ShouldBeNull();
        state.Packages.ShouldContain("python3-psycopg2");
        state.Packages.ShouldNotContain("postgresql-15");
        var environment = state.Runtime.Files["/etc/shop/environment"];
        environment.Content.ShouldContain($"DATABASE_URL=\"{Placeholder.DatabaseUrl}\"");
        environment.Mode.ShouldBe("0600");
        state.AppServer.Files["/etc/systemd/system/shop@.service"].Content.ShouldContain("After=network.target\n");
        state.Release.Prepare.ShouldContain(step => step.Name == "migrations");
    }

    [Fact]
    public void Url_OfAServer_ChecksItsCertificate() =>
        DatabaseServerRenderer.Url(_site, "10.1.0.3", "abc123").ShouldBe("postgresql://shop:abc123@10.1.0.3:5432/shop?sslmode=verify-full&sslrootcert=/etc/shop/database-ca.pem");

    [Fact]
    public void Render_MariaDb_WasToBeRefusedBefore() =>
        Should.Throw<NotSupportedException>(() => DatabaseServerRenderer.Render(Sites.Of(Sites.Shop with { Database = new MariaDb { Placement = Placement.OwnServer } }), "10.1.0.0/16"));
}
