using Infra.Machine.Rendering.Access;

namespace Infra.Machine.Tests.Rendering.Access;

public sealed class FirewallRendererTests
{
    [Fact]
    public void Render_WithoutSources_OpensSshToAll() => Rules([]).ShouldBe(["tcp dport 2222 accept", "tcp dport { 80, 443 } accept"]);

    [Fact]
    public void Render_WithSources_OpensSshToThemAlone() =>
        Rules(["2001:db8::/32", "192.0.2.7", "192.0.2.7"]).ShouldBe(
            ["ip saddr 192.0.2.7 tcp dport 2222 accept", "ip6 saddr 2001:db8::/32 tcp dport 2222 accept", "tcp dport { 80, 443 } accept"]);

    [Fact]
    public void Render_OfAnySources_DropsWhatIsNotNamed() => FirewallRenderer.Render(22, []).ShouldContain("hook input priority filter; policy drop;");

    private static IEnumerable<string> Rules(string[] sources) =>
        FirewallRenderer.Render(2222, sources).Split('\n').Select(line => line.Trim()).Where(line => line.Contains("dport", StringComparison.Ordinal));
}
