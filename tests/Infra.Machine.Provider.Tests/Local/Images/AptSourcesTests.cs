using Infra.Machine.Provider.Local.Images;

namespace Infra.Machine.Provider.Tests.Local.Images;

public sealed class AptSourcesTests
{
    [Fact]
    public void ForRelease_SourcesOfAComputer_KeepsThoseOfDebiansReleaseOnly()
    {
        const string List = """
            # deb http://old.test/debian bookworm main
            deb http://deb.test/debian bookworm main contrib
            deb [arch=amd64 signed-by=/etc/apt/keyrings/other.gpg] https://other.test/ bookworm stable
            deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] http://deb.test/debian bookworm-updates main
            deb cdrom:[Debian 12]/ bookworm main
            deb-src http://deb.test/debian bookworm main
            deb http://deb.test/debian trixie main
            """;

        Read(("/etc/apt/sources.list", List)).ShouldBe(
        [
            "deb http://deb.test/debian bookworm main contrib",
            "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] http://deb.test/debian bookworm-updates main",
        ]);
    }

    [Fact]
    public void ForRelease_Stanzas_KeepsThoseOfDebiansReleaseOnly()
    {
        const string Sources = """
            # a comment
            Types: deb deb-src
            URIs: http://deb.test/debian
            Suites: bookworm bookworm-updates
            Components: main
            Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg

            Types: deb
            URIs: https://node.test
            Suites: nodistro
            Components: main

            Enabled: no
            Types: deb
            URIs: http://off.test
            Suites: bookworm
            Components: main
            """;

        Read(("/etc/apt/sources.list.d/debian.sources", Sources)).ShouldHaveSingleItem().ShouldBe(
            "Types: deb deb-src\nURIs: http://deb.test/debian\nSuites: bookworm bookworm-updates\nComponents: main\nSigned-By: /usr/share/keyrings/debian-archive-keyring.gpg");
    }

    [Fact]
    public void ForRelease_ListOfMirrors_IsReplacedByItsFirst() =>
        AptSources.ForRelease(
            [("a.list", "deb mirror+file:/etc/apt/mirrors/debian.list bookworm main")],
            "bookworm",
            path => path == "/etc/apt/mirrors/debian.list" ? "# best\nhttp://near.test/debian\tpriority:1\nhttp://far.test/debian\n" : null)
            .ShouldBe("deb http://near.test/debian bookworm main\n\n");

    [Fact]
    public void ForRelease_NothingFits_IsEmpty() => Read(("a.list", "deb http://ubuntu.test noble main")).ShouldBeEmpty();

    [Fact]
    public void ReachingOptions_Configuration_KeepsProxiesAndChecks() =>
        BaseRecipe.ReachingOptions("APT::Architecture \"amd64\";\nAcquire::http::Proxy \"http://p.test:1\";\nAcquire::Check-Date \"false\";\nAcquire::Retries \"3\";\nAcquire::http::Proxy \"\";\n")
            .ShouldBe(["Acquire::http::Proxy \"http://p.test:1\";", "Acquire::Check-Date \"false\";"]);

    private static string[] Read((string, string) file) => AptSources.ForRelease([file], "bookworm", _ => null).Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
}
