using Infra.Machine.Rendering.Access;
using Infra.Machine.Tests.Support;

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
    public void Render_OfNothing_DropsEverything() => FirewallRenderer.Render().ShouldContain("hook input priority filter; policy drop;");

    [Fact]
    public void Render_AnOpeningOfSeveralPortsForSome_IsForThemAlone() =>
        Lines(new Opening([5432, 6432], ["10.1.0.0/16"])).ShouldBe(["ip saddr 10.1.0.0/16 tcp dport { 5432, 6432 } accept"]);

    [Fact]
    public void Render_BehindALoadBalancer_OpensTheWebToItsNetworkAlone() =>
        Lines(Opening.Web(Sites.Balanced(Sites.Shop))).ShouldBe(["ip saddr {{network}} tcp dport { 80, 443 } accept"]);

    private static IEnumerable<string> Rules(string[] sources) => Lines(new Opening([2222], sources), Opening.Web(Sites.Of(Sites.Shop)));

    private static IEnumerable<string> Lines(params Opening[] openings) =>
        FirewallRenderer.Render(openings).Split('\n').Select(line => line.Trim()).Where(line => line.Contains("dport", StringComparison.Ordinal));
}
