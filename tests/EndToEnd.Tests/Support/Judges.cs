using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Tests.Support;

namespace EndToEnd.Tests.Support;

/// <summary>Independent judges on a delivered server: each says nothing, or what is wrong.</summary>
internal static class Judges
{
    private static readonly string[] _oldProtocols = ["SSLv2", "SSLv3", "TLSv1.0", "TLSv1.1"];

    /// <summary>sslscan: no protocol below TLS 1.2, no weak cipher, no compression, no insecure renegotiation, not Heartbleed.</summary>
    public static async Task TlsShouldBeSoundAsync(string address, string name)
    {
        (await DebianTools.MissingAsync("sslscan")).ShouldBeEmpty();
        var scan = (await Command.RunAsync("sslscan", ["--xml=-", $"--sni-name={name}", $"{address}:443"])).ShouldExit(0);
        var test = XDocument.Parse(scan.Output[scan.Output.IndexOf("<?xml", StringComparison.Ordinal)..]).Descendants("ssltest").Single();

        test.Elements("protocol").Where(p => p.Attribute("enabled")!.Value == "1")
            .Select(p => $"{p.Attribute("type")!.Value.ToUpperInvariant()}v{p.Attribute("version")!.Value}")
            .ShouldAllBe(protocol => !_oldProtocols.Contains(protocol));
        test.Elements("cipher").ShouldNotBeEmpty();
        test.Elements("cipher").Select(c => c.Attribute("strength")!.Value).ShouldAllBe(strength => strength == "strong" || strength == "acceptable");
        test.Elements("compression").ShouldAllBe(c => c.Attribute("supported")!.Value == "0");
        test.Elements("heartbleed").ShouldAllBe(h => h.Attribute("vulnerable")!.Value == "0");
    }

    /// <summary>ssh-audit: nothing it calls a failure (its exit code 3).</summary>
    public static async Task SshShouldBeSoundAsync(string address)
    {
        (await DebianTools.MissingAsync("ssh-audit")).ShouldBeEmpty();
        var audit = await Command.RunAsync("ssh-audit", ["--no-colors", "--skip-rate-test", address]);
        if (audit.ExitCode is not (0 or 2 or 3))
        {
            audit = await Command.RunAsync("ssh-audit", ["--no-colors", address]);
        }

        audit.Output.ShouldContain("(gen)");
        audit.Output.Split('\n').Where(line => line.Contains("[fail]", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    /// <summary>The exposure that systemd-analyze security gives a unit: 0 is closed, 10 is open.</summary>
    public static double Exposure(string analysis) =>
        double.Parse(Regex.Match(analysis, @"Overall exposure level for [^:]*: ([0-9.]+)").Groups[1].Value, CultureInfo.InvariantCulture);

    /// <summary>TCP ports that others can reach, from `ss -Hltn`.</summary>
    public static IEnumerable<int> OpenPorts(string listening) =>
        listening.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[3])
            .Where(address => !address.StartsWith("127.", StringComparison.Ordinal) && !address.StartsWith("[::1]", StringComparison.Ordinal))
            .Select(address => int.Parse(address[(address.LastIndexOf(':') + 1)..], CultureInfo.InvariantCulture))
            .Distinct().Order();
}
