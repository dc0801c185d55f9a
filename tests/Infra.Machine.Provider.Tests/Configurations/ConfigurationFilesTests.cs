using Infra.Machine.Provider.Keys;
using Infra.Machine.Provider.Tests.Support;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;

namespace Infra.Machine.Provider.Tests.Configurations;

/// <summary>Files, directories, links and users on a real server.</summary>
[Collection(ServerCollection.Name)]
public sealed class ConfigurationFilesTests(SharedServer server)
{
    private const string Path = "/etc/infra-test/it's $HOME.conf";
    private const string Quoted = "\"/etc/infra-test/it's \\$HOME.conf\"";

    [SkippableFact]
    public async Task Create_File_HasContentOwnerAndModeAndIsRememberedAsMade()
    {
        server.Require();
        await using var layer = new Layer(server, "files");

        await layer.CreateAsync(("files", Files((Path, "first\n'$x`\\\n"))));

        (await server.RootAsync($"stat -c '%U %G %a' {Quoted}; cat {Quoted}")).ShouldBe("root www-data 640\nfirst\n'$x`\\");
        layer.Report.ShouldBe([$"file {Path}"]);
        (await layer.DriftAsync()).ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task Update_File_IsReplacedWholeAndNeverWrittenInto()
    {
        server.Require();
        await using var layer = new Layer(server, "atomic");
        await layer.CreateAsync(("files", Files((Path, "first\n"))));
        await server.RootAsync($"ln {Quoted} /etc/infra-test/witness");

        await layer.UpdateAsync(("files", Files((Path, new string('x', 300_000)))));

        (await server.RootAsync($"cat /etc/infra-test/witness; rm /etc/infra-test/witness; stat -c '%s %a' {Quoted}; ls -A /etc/infra-test")).ShouldBe("first\n300000 640\nit's $HOME.conf");
    }

    [SkippableFact]
    public async Task Update_Nothing_ChangesNothing()
    {
        server.Require();
        await using var layer = new Layer(server, "idempotent");
        (string, PropertyValue)[] wanted =
        [
            ("files", Files((Path, "first\n")).With("/etc/infra-closed", Calls.Map(("content", "x"), ("mode", "0000"))).With("/etc/infra-odd", Calls.Map(("content", "x"), ("mode", "0044")))),
            ("links", Calls.Map(("/etc/infra-link", "infra-test"))),
            ("directories", Calls.Map(("/srv/infra-test", Calls.Map(("mode", "4755"))))),
            ("users", Calls.Map(("infratest", Calls.Map(("groups", Calls.List("adm")))))),
            ("commands", Calls.Map(("once", Calls.Map(("unless", "test -e /etc/infra-link"), ("run", "false"))))),
        ];
        await layer.CreateAsync(wanted);

        await layer.UpdateAsync(wanted);

        layer.Report.ShouldBeEmpty();
        (await layer.DriftAsync()).ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task Delete_ADirectoryThatAnotherLayerHasAFileIn_GoesWithThatLayer()
    {
        server.Require();
        await using var first = new Layer(server, "first");
        await using var second = new Layer(server, "second");
        await first.CreateAsync(("directories", Calls.Map(("/srv/infra-shared", PropertyMap.Empty), ("/srv/infra-kept", PropertyMap.Empty))));
        await second.CreateAsync(("files", Files(("/srv/infra-shared/below/file", "x\n"))), ("directories", Calls.Map(("/srv/infra-kept", PropertyMap.Empty))));

        await first.DeleteAsync();
        (await server.RootAsync("ls -d /srv/infra-*")).ShouldBe("/srv/infra-kept\n/srv/infra-shared");

        await second.DeleteAsync();
        (await server.RootAsync("ls -d /srv/infra-* 2>/dev/null || true; test -e /var/lib/infra/layers || ls /run/infra-*.lock 2>/dev/null || true")).ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task Read_ThingsChangedByHand_AreNamedAndUpdateRestoresThem()
    {
        server.Require();
        await using var layer = new Layer(server, "drift");
        await layer.CreateAsync(
            ("files", Files(("/etc/infra-a", "a\n"), ("/etc/infra-b", "b\n"), ("/etc/infra-c", "c\n"), ("/etc/infra-d", "d\n"))),
            ("links", Calls.Map(("/etc/infra-link", "infra-a"))),
            ("directories", Calls.Map(("/srv/infra-test", PropertyMap.Empty))),
            ("absent", Calls.List("/etc/infra-absent")),
            ("users", Calls.Map(("infratest", Calls.Map(("shell", "/bin/sh"))))));
        await server.RootAsync(
            """
            echo edited >/etc/infra-a
            chmod 0666 /etc/infra-b
            rm /etc/infra-c
            printf '\377\376' >/etc/infra-d
            ln -sfn elsewhere /etc/infra-link
            chown daemon /srv/infra-test
            touch /etc/infra-absent
            usermod --shell /bin/false infratest
            """);

        (await layer.DriftAsync()).ShouldBe(
        [
            "absent[\"/etc/infra-absent\"]",
            "directories[\"/srv/infra-test\"].owner",
            "files[\"/etc/infra-a\"].content",
            "files[\"/etc/infra-b\"].mode",
            "files[\"/etc/infra-c\"]",
            "files[\"/etc/infra-d\"].content",
            "links[\"/etc/infra-link\"]",
            "users.infratest.shell",
        ]);

        await layer.RestoreAsync();
        (await layer.DriftAsync()).ShouldBeEmpty();
        (await server.RootAsync("cat /etc/infra-[acd]; readlink /etc/infra-link")).ShouldBe("a\nc\nd\ninfra-a");
    }

    [SkippableFact]
    public async Task Delete_ThingsThatWereThereBefore_AreAsTheyWere()
    {
        server.Require();
        await server.RootAsync(
            """
            echo before >/etc/infra-before; chmod 0600 /etc/infra-before; chown daemon:daemon /etc/infra-before
            ln -s before /etc/infra-link; echo gone >/etc/infra-absent
            """);
        await using var layer = new Layer(server, "delete");
        await layer.CreateAsync(
            ("files", Files(("/etc/infra-before", "layer\n"), ("/etc/infra-new", "layer\n"))),
            ("links", Calls.Map(("/etc/infra-link", "layer"))),
            ("directories", Calls.Map(("/srv/infra-test", PropertyMap.Empty), ("/etc", PropertyMap.Empty))),
            ("absent", Calls.List("/etc/infra-absent")),
            ("users", Calls.Map(("infratest", Calls.Map(("system", true))))));
        await layer.UpdateAsync(("files", Files(("/etc/infra-before", "second\n"), ("/etc/infra-new", "second\n"))), ("users", Calls.Map(("infratest", Calls.Map(("system", true))))));
        (await server.RootAsync("cat /etc/infra-absent; readlink /etc/infra-link; ls -d /srv/infra-test 2>/dev/null || true")).ShouldBe("gone\nbefore");

        await layer.DeleteAsync();

        (await server.RootAsync(
            """
            stat -c '%U %G %a' /etc/infra-before; cat /etc/infra-before
            ls -d /etc/infra-new /var/lib/infra/layers/delete /run/infra-layer-delete.lock 2>/dev/null || true
            getent passwd infratest || true
            rm /etc/infra-before /etc/infra-link /etc/infra-absent
            """)).ShouldBe("daemon daemon 600\nbefore");
    }

    [SkippableFact]
    public async Task Delete_FileEditedMeanwhile_GivesBackTheOneBefore()
    {
        server.Require();
        await using var layer = new Layer(server, "twice");
        await layer.CreateAsync(("files", Files((Path, "first\n"))));
        await server.RootAsync($"echo edited >{Quoted}");

        await layer.DeleteAsync();
        await server.RootAsync($"test ! -e {Quoted}");
        await layer.CreateAsync(("files", Files((Path, "first\n"))));

        (await server.RootAsync($"cat {Quoted}")).ShouldBe("first");
    }

    [SkippableFact]
    public async Task Update_DiskIsFull_SaysSoAndKeepsTheOldFile()
    {
        server.Require();
        await server.RootAsync("mkdir /mnt/infra-tiny; mount -t tmpfs -o size=64k tmpfs /mnt/infra-tiny");
        try
        {
            await using var layer = new Layer(server, "full");
            await layer.CreateAsync(("files", Files(("/mnt/infra-tiny/file", "old\n"))));

            var full = await Should.ThrowAsync<ProviderException>(() => layer.UpdateAsync(("files", Files(("/mnt/infra-tiny/file", new string('x', 200_000))))));

            full.Message.ShouldStartWith("INF5111: The server's disk is full");
            full.Message.ShouldContain("layer 'full', at: writing /mnt/infra-tiny/file");
            (await server.RootAsync("cat /mnt/infra-tiny/file; ls -A /mnt/infra-tiny")).ShouldBe("old\nfile");
        }
        finally
        {
            await server.RootAsync("umount /mnt/infra-tiny; rmdir /mnt/infra-tiny");
        }
    }

    [SkippableFact]
    public async Task Create_DirectoryWhereAFileIsWanted_IsRefusedAndKept()
    {
        server.Require();
        await server.RootAsync("mkdir -p /etc/infra-directory/kept");
        try
        {
            await using var layer = new Layer(server, "occupied");

            (await Should.ThrowAsync<ProviderException>(() => layer.CreateAsync(("files", Files(("/etc/infra-directory", "x"))))))
                .Message.ShouldContain("at: writing /etc/infra-directory");
            (await Should.ThrowAsync<ProviderException>(() => layer.CreateAsync(("absent", Calls.List("/etc/infra-directory"))))).Message.ShouldContain("it is a directory");

            await layer.DeleteAsync();
            (await server.RootAsync("ls -A /etc/infra-directory")).ShouldBe("kept");
        }
        finally
        {
            await server.RootAsync("rm -r /etc/infra-directory");
        }
    }

    [SkippableFact]
    public async Task Create_OwnerThatIsNone_SaysSoAndLeavesNoFile()
    {
        server.Require();
        await using var layer = new Layer(server, "owner");

        var refused = await Should.ThrowAsync<ProviderException>(() => layer.CreateAsync(("files", Calls.Map(("/etc/infra-a", Calls.Map(("content", "x"), ("owner", "nobody-here")))))));

        refused.Message.ShouldContain("invalid user");
        (await server.RootAsync("ls -A /etc | grep infra || true")).ShouldBe("");
    }

    [SkippableFact]
    public async Task Create_AuthorizedKeys_LetThatKeyIn()
    {
        server.Require();
        var key = OpenSshKey.Generate("infratest");
        await using var layer = new Layer(server, "login");

        await layer.CreateAsync(("users", Calls.Map(("infratest", Calls.Map(("authorizedKeys", Calls.List(key.PublicKey)))))));

        (await server.RootAsync("stat -c '%U %a' ~infratest/.ssh ~infratest/.ssh/authorized_keys; cat ~infratest/.ssh/authorized_keys"))
            .ShouldBe($"infratest 700\ninfratest 600\n{key.PublicKey}");
        await server.RootAsync("echo more >>~infratest/.ssh/authorized_keys");
        (await layer.DriftAsync()).ShouldBe(["users.infratest.authorizedKeys"]);
        await layer.RestoreAsync();
        (await layer.DriftAsync()).ShouldBeEmpty();
        await layer.DeleteAsync();
        (await server.RootAsync("getent passwd infratest || rm -rf /home/infratest")).ShouldBe("");
    }

    private static PropertyMap Files(params (string Path, string Content)[] files) => PropertyMap.From(files.Select(f => KeyValuePair.Create(
        f.Path, (PropertyValue)(f.Path == Path ? Calls.Map(("content", f.Content), ("group", "www-data"), ("mode", "0640")) : Calls.Map(("content", f.Content))))));
}
