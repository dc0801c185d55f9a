using Infra.Applications;
using Infra.AppServers;
using Infra.Databases;
using Infra.Machine.Rendering;
using Infra.Machine.States;
using Infra.Machine.Tests.Support;
using Infra.WebServers;
using OperatingSystem = Infra.OperatingSystems.OperatingSystem;

namespace Infra.Machine.Tests.Rendering;

public sealed class ServerRendererTests
{
    private static readonly string[] _key = ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHVzZWQgaW4gdGVzdHMgb25seSwgbm8ga2V5IGF0YWxs ada"];

    [Fact]
    public void Render_TheDefaultLayers_MatchesGolden() =>
        StateText.Of(ServerRenderer.Render(Sites.Of(Sites.Shop))).ShouldMatchGolden("nginx-gunicorn-postgresql");

    [Fact]
    public void Render_TheOtherLayers_MatchesGolden() =>
        StateText.Of(ServerRenderer.Render(Sites.Of(Sites.Shop with
        {
            AppServer = new Uwsgi { Workers = 5, Threads = 2, Timeout = TimeSpan.FromSeconds(90) },
            WebServer = new Apache { MaxBody = new(50) },
            Database = new MariaDb { Name = "orders", Protect = false },
            Hardware = new() { Memory = new(4096), Vcpus = 2 },
        }))).ShouldMatchGolden("apache-uwsgi-mariadb");

    [Fact]
    public void Render_AnOwnServerWithRequirements_MatchesGolden()
    {
        var declaration = Sites.Shop with
        {
            OperatingSystem = OperatingSystem.Debian12 with { RebootAt = new TimeOnly(3, 30) },
            Application = new Django("shop") { Environment = new Dictionary<string, Pulumi.Input<string>> { ["MAIL_HOST"] = "mail.example.org" }, HealthPath = "/up", Static = "assets" },
            Database = new PostgreSql { Extensions = ["pg_trgm"] },
            Access = new() { AuthorizedKeys = _key, AllowedAddresses = ["2001:db8::/32", "192.0.2.7"] },
        };
        var site = Sites.Of(declaration, Sites.Distribution with { HasRequirements = true, HasWheels = true }) with
        {
            AdminUser = "ada",
            SshPort = 2222,
            DnsNames = ["shop.example.org"],
            Host = "[2001:db8::7]",
        };

        StateText.Of(ServerRenderer.Render(site)).ShouldMatchGolden("own-server-requirements");
    }

    [Fact]
    public void Render_NginxBehindALoadBalancer_MatchesGolden() =>
        StateText.Of(ServerRenderer.Render(Sites.Balanced(Sites.Shop)).WebServer).ShouldMatchGolden("balanced-nginx");

    [Fact]
    public void Render_ApacheBehindALoadBalancer_MatchesGolden() =>
        StateText.Of(ServerRenderer.Render(Sites.Balanced(Sites.Shop with { WebServer = new Apache() })).WebServer).ShouldMatchGolden("balanced-apache");

    [Fact]
    public void Render_OfUbuntu_DiffersWhereUbuntuDoes()
    {
        var state = ServerRenderer.Render(Sites.Of(Sites.Shop with { OperatingSystem = OperatingSystem.Ubuntu2404, Database = new PostgreSql { Version = "16" } }));

        state.Packages.ShouldContain("postgresql-16");
        state.Database!.Services.Keys.ShouldBe(["postgresql@16-main"]);
        state.Access.Services["ssh"].Enabled.ShouldBeFalse();
        state.System.Files["/etc/apt/apt.conf.d/52unattended-upgrades-local"].Content.ShouldBe(
            """
            #clear Unattended-Upgrade::Allowed-Origins;
            Unattended-Upgrade::Allowed-Origins {
              "${distro_id}:${distro_codename}-security";
              "${distro_id}ESMApps:${distro_codename}-apps-security";
              "${distro_id}ESM:${distro_codename}-infra-security";
            };
            Unattended-Upgrade::Remove-Unused-Dependencies "true";
            Unattended-Upgrade::Automatic-Reboot "false";

            """);
    }

    [Fact]
    public void Render_WithoutADatabase_AsksForNone()
    {
        var state = ServerRenderer.Render(Sites.Of(Sites.Shop with { Database = null }));

        state.Database.ShouldBeNull();
        state.Data.ShouldBeNull();
        state.Packages.ShouldNotContain("python3-psycopg2");
        state.Runtime.Files["/etc/shop/environment"].Content.ShouldNotContain("DATABASE_URL");
        state.Release.Prepare.ShouldNotContain(step => step.Name == "migrations");
    }

    public static TheoryData<AppServer, AppServer> WorkerCounts => new()
    {
        { new Gunicorn { Workers = 3 }, new Gunicorn { Workers = 5 } },
        { new Uwsgi { Workers = 3 }, new Uwsgi { Workers = 5 } },
    };

    [Theory]
    [MemberData(nameof(WorkerCounts))]
    public void Render_OfAnotherWorkerCount_ChangesOneLineOfOneFile(AppServer before, AppServer after)
    {
        var one = ServerRenderer.Render(Sites.Of(Sites.Shop with { AppServer = before }));
        var other = ServerRenderer.Render(Sites.Of(Sites.Shop with { AppServer = after }));

        StateText.Of(other with { AppServer = one.AppServer }).ShouldBe(StateText.Of(one));
        other.Release.Triggers.ShouldBe(one.Release.Triggers);
        var changed = one.AppServer.Files.Where(file => other.AppServer.Files[file.Key] != file.Value).ShouldHaveSingleItem();
        changed.Value.Content.Split('\n').Except(other.AppServer.Files[changed.Key].Content.Split('\n')).ShouldHaveSingleItem();
        one.AppServer.Services["shop"].ReloadOn.ShouldBe([changed.Key]);
    }

    [Fact]
    public void Render_OfAnotherUnit_WantsANewRelease()
    {
        var one = ServerRenderer.Render(Sites.Of(Sites.Shop));
        var other = ServerRenderer.Render(Sites.Of(Sites.Shop with { AppServer = new Uwsgi() }));

        other.Release.Triggers["unit"].ShouldNotBe(one.Release.Triggers["unit"]);
    }

    [Fact]
    public void Render_SecretValues_AreInFilesOfRootAlone()
    {
        string[] secrets = [Placeholder.SecretKey, Placeholder.CertificateKey];
        var files = ServerRenderer.Render(Sites.Of(Sites.Shop)).Layers.SelectMany(layer => layer.Files)
            .Where(file => secrets.Any(secret => file.Value.Content.Contains(secret, StringComparison.Ordinal))).ToList();

        files.Count.ShouldBe(2);
        files.ShouldAllBe(file => file.Value.Owner == "root" && file.Value.Mode == "0600");
    }

    [Fact]
    public void Render_EveryFile_EndsWithANewLineOrAPlaceholder() =>
        ServerRenderer.Render(Sites.Of(Sites.Shop)).Layers.SelectMany(layer => layer.Files)
            .Where(file => file.Value.Content.Length > 0 && !file.Value.Content.EndsWith('\n') && !file.Value.Content.EndsWith("}}", StringComparison.Ordinal))
            .Select(file => file.Key).ShouldBeEmpty();
}
