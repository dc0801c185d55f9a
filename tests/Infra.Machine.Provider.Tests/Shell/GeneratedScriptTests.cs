using Infra.Machine.Provider.Configurations;
using Infra.Machine.Provider.Databases;
using Infra.Machine.Provider.Keys;
using Infra.Machine.Provider.Releases;
using Infra.Machine.Provider.Tests.Support;
using Infra.Protocol.Properties;

namespace Infra.Machine.Provider.Tests.Shell;

/// <summary>shellcheck's judgement of everything that is run on a server or here, as it is run.</summary>
public sealed class GeneratedScriptTests
{
    /// <summary>SC2034 and SC2317: a script uses a part of its library. SC2016: what is quoted is meant as it is.</summary>
    private const string Excluded = "SC2034,SC2317,SC2016";

    private static readonly OpenSshKey _key = OpenSshKey.Generate("x");

    public static TheoryData<string> Names => [.. Scripts().Keys];

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public async Task Render_RepresentativeInputs_IsCleanInShellcheck(string name)
    {
        await Tool.RequireAsync("shellcheck");

        var judged = await Tool.RunAsync("shellcheck", ["--shell=sh", "--norc", "--severity=style", "--format=gcc", $"--exclude={Excluded}", "-"], Scripts()[name]);

        judged.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldBeEmpty();
        judged.ExitCode.ShouldBe(0, judged.Error);
    }

    private static Dictionary<string, string> Scripts()
    {
        var (layer, former) = (Layer("web", "nginx"), Layer("web", "apache2"));
        var place = new ReleasePlace("shop", "/srv/shop", "shop", "/etc/shop/environment", "shop@", "/run/shop", "/healthz", "shop.example", 30, 30, 5);
        var scripts = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["configure: new"] = ConfigurationScript.Apply(layer, null),
            ["configure: changed"] = ConfigurationScript.Apply(layer, former),
            ["configure: empty"] = ConfigurationScript.Apply(ConfigurationInputs.Of(Common("empty")), null),
            ["configure: read"] = ConfigurationScript.Read(layer),
            ["configure: remove"] = ConfigurationScript.Remove(layer),
            ["release: deploy"] = ReleaseScript.Deploy(place, "20300131120000-0123", "0123", [new("migrations", "python3 manage.py migrate", AsRoot: false, "test -f it's-done")]),
            ["release: read"] = ReleaseScript.Read(place),
            ["release: restore"] = ReleaseScript.Restore(place),
            ["release: rollback"] = ReleaseScript.Rollback(place, ""),
            ["release: remove"] = ReleaseScript.Remove(place),
            ["release: has source"] = ReleaseScript.HasSource(place, "0123"),
            ["release: receive"] = ReleaseScript.Receive(place, "0123"),
        };
        foreach (var engine in new[] { "postgresql", "mariadb" })
        {
            var database = Database(engine);
            var script = DatabaseScript.For(database.Engine);
            scripts.Add($"{engine}: ensure", script.Ensure(database));
            scripts.Add($"{engine}: read", script.Read(database));
            scripts.Add($"{engine}: drop", script.Drop(database));
        }

        foreach (var asset in typeof(MachineProvider).Assembly.GetManifestResourceNames().Where(n => n.StartsWith("local/", StringComparison.Ordinal)))
        {
            scripts.Add(asset, Asset(asset));
        }

        return scripts;
    }

    private static ConfigurationInputs Layer(string title, string package) => ConfigurationInputs.Of(PropertyMap.From(
    [
        .. Common(title),
        new("packages", Calls.List(package, "curl")),
        new("absentPackages", Calls.List("telnet")),
        new("users", Calls.Map(("shop", Calls.Map(("system", true), ("home", "/srv/it's here"), ("groups", Calls.List("adm")), ("authorizedKeys", Calls.List(_key.PublicKey)))))),
        new("directories", Calls.Map(("/srv/shop", Calls.Map(("owner", "shop"))))),
        new("files", Calls.Map(($"/etc/{package}/it's $HOME.conf", Calls.Map(("content", "a\nINFRA\n'$x`"))))),
        new("links", Calls.Map(($"/etc/{package}/enabled", "../available"))),
        new("absent", Calls.List($"/etc/{package}/absent")),
        new("services", Calls.Map((package, Calls.Map(("check", $"{package} -t"), ("reloadOn", Calls.List($"/etc/{package}/*")), ("restartOn", Calls.List("/etc/systemd/system/*")))))),
        new("commands", Calls.Map(("make it", Calls.Map(("unless", "test -f /x"), ("run", "touch /x && echo 'done'"), ("undo", "rm -f /x; echo it\'s gone"))), ($"of {package}", Calls.Map(("run", "true"), ("undo", "rm -f /y"))))),
        new("listens", PropertyValue.Array(Calls.Map(("port", 80)))),
    ]));

    private static DatabaseInputs Database(string engine) => DatabaseInputs.Of(PropertyMap.From(
    [
        .. Common("x").Without("title"),
        new("engine", engine), new("name", "shop-1"), new("owner", "shop"), new("password", "it's \\ $secret"),
        new("extensions", engine == "postgresql" ? Calls.List("citext") : PropertyValue.Null),
    ]));

    private static PropertyMap Common(string title) => Calls.Map(
        ("title", title),
        ("connection", Calls.Map(("host", "203.0.113.7"), ("user", "deploy"), ("privateKey", _key.PrivateKey), ("hostKey", _key.PublicKey))));

    private static string Asset(string name)
    {
        using var reader = new StreamReader(typeof(MachineProvider).Assembly.GetManifestResourceStream(name).ShouldNotBeNull());
        return reader.ReadToEnd();
    }
}
