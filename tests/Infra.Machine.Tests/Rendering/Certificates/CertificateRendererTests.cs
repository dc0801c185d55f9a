using System.Diagnostics;
using System.Text;
using Infra.Machine.Rendering;
using Infra.Machine.States;
using Infra.Machine.Tests.Support;
using Infra.Protocol.Processes;
using Infra.Security;
using Infra.WebServers;
using Tests.Support;

namespace Infra.Machine.Tests.Rendering.Certificates;

public sealed class CertificateRendererTests
{
    private static readonly LetsEncrypt _public = new() { Email = "ops@shop.example.org" };
    private static readonly LetsEncrypt _other = new() { Directory = "https://[2001:db8::7]:14000/dir", AuthorityFile = "ca.pem" };

    [Fact]
    public void Render_BehindNginx_MatchesGolden() => Text(Render(new Nginx(), _public)).ShouldMatchGolden("letsencrypt-nginx");

    [Fact]
    public void Render_OfAnotherAuthorityBehindApache_MatchesGolden() => Text(Render(new Apache(), _other)).ShouldMatchGolden("letsencrypt-apache");

    [Fact]
    public void Render_OfAnotherWebServer_LeavesTheCertificateAlone() =>
        StateText.Of(Render(new Apache(), _public).Certificate!).ShouldBe(StateText.Of(Render(new Nginx(), _public).Certificate!));

    [Fact]
    public void Render_OfAnotherAddressToWriteTo_ChangesTheCertificateAlone()
    {
        var (one, other) = (Render(new Nginx(), _public), Render(new Nginx(), _public with { Email = null }));

        StateText.Of(other.Certificate!).ShouldNotBe(StateText.Of(one.Certificate!));
        StateText.Of(other with { Certificate = one.Certificate }).ShouldBe(StateText.Of(one));
    }

    [Fact]
    public void Render_WithTheLocalAuthority_AsksForNone()
    {
        var state = Render(new Nginx(), new LocalAuthority());

        state.Certificate.ShouldBeNull();
        state.WebServer.Commands.ShouldBeEmpty();
        state.Packages.ShouldNotContain("certbot");
    }

    public static TheoryData<string> Scripts => [.. ScriptsByName().Keys];

    [SkippableTheory]
    [MemberData(nameof(Scripts))]
    public async Task Render_Scripts_AreCleanInShellcheck(string name)
    {
        Skip.If((await DebianTools.MissingAsync("shellcheck")).Length > 0, "shellcheck needed");
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));

        // SC2154: $before is there when a layer's command is run.
        var judged = await ChildProcess.RunAsync(
            new ProcessStartInfo("shellcheck", ["--shell=sh", "--norc", "--severity=style", "--format=gcc", "--exclude=SC2154", "-"]),
            Encoding.UTF8.GetBytes(ScriptsByName()[name]),
            limit.Token);

        judged.Output.ShouldBeEmpty();
        judged.ExitCode.ShouldBe(0, judged.Error);
    }

    private static SortedDictionary<string, string> ScriptsByName()
    {
        var scripts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (title, layer) in new (string, ServerState)[] { ("nginx", Render(new Nginx(), _public)), ("apache", Render(new Apache(), _other)) }
            .SelectMany(state => state.Item2.Layers.Select(layer => (state.Item1, layer))))
        {
            foreach (var (path, file) in layer.Files.Where(file => file.Value.Content.StartsWith("#!/bin/sh", StringComparison.Ordinal)))
            {
                scripts.Add($"{title}: {path}", file.Content);
            }

            foreach (var (name, command) in layer.Commands)
            {
                scripts.Add($"{title}: {name}: unless", command.Unless);
                scripts.Add($"{title}: {name}: run", command.Run);
                scripts.Add($"{title}: {name}: undo", command.Undo);
            }
        }

        return scripts;
    }

    private static string Text(ServerState state) => StateText.Of(state.WebServer) + StateText.Of(state.Certificate!);

    private static ServerState Render(WebServer webServer, Tls tls) => ServerRenderer.Render(
        Sites.Of(Sites.Shop with { WebServer = webServer, Tls = tls }) with { DnsNames = ["shop.example.org"] });
}
