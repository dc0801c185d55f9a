using System.Collections.Immutable;
using System.Text;

namespace Infra.Rehearsal.Network;

/// <summary>A scene as a table of nftables. Pure.</summary>
internal static class FirewallRules
{
    /// <summary>Replaces the table as a whole: there is no moment without one.</summary>
    public static string Render(string table, string bridge, FirewallScene scene)
    {
        var text = new StringBuilder($"table ip {table}\ndelete table ip {table}\ntable ip {table} {{\n");
        foreach (var droplet in scene.Guarded)
        {
            Chain(text, $"in_{droplet.Id}", droplet.Inbound, "saddr");
            Chain(text, $"out_{droplet.Id}", droplet.Outbound, "daddr");
        }

        Map(text, "to_droplets", "daddr", scene, "in");
        Map(text, "from_droplets", "saddr", scene, "out");
        Hook(text, "output", $"oifname \"{bridge}\" jump to_droplets");
        Hook(text, "input", $"iifname \"{bridge}\" jump from_droplets");
        Hook(text, "forward", $"iifname \"{bridge}\" jump from_droplets", $"oifname \"{bridge}\" jump to_droplets");
        return text.Append("}\n").ToString();
    }

    private static void Chain(StringBuilder text, string name, ImmutableArray<FirewallRule> rules, string peer)
    {
        // What may pass returns: another Droplet's chain may have a say as well.
        text.Append($"  chain {name} {{\n    ct state established,related return\n");
        foreach (var line in rules.Where(r => r.Peers is not { Count: 0 }).Select(r => Match(r, peer)).Distinct(StringComparer.Ordinal))
        {
            text.Append($"    {line}return\n");
        }

        text.Append("    drop\n  }\n");
    }

    private static string Match(FirewallRule rule, string peer)
    {
        var peers = rule.Peers is { } known ? $"ip {peer} {{ {string.Join(", ", Outermost(known))} }} " : "";
        return peers + (rule.Protocol == "icmp" || rule.Ports.Length == 0 ? $"ip protocol {rule.Protocol} " : $"{rule.Protocol} dport {rule.Ports} ");
    }

    /// <summary>Without those that lie inside another: a set must not overlap.</summary>
    private static IEnumerable<string> Outermost(ImmutableSortedSet<string> peers)
    {
        var ranges = peers.Select(p => (Text: p, Range: Infra.Machine.Provider.Local.Network.Ipv4Range.Parse(p)!.Value)).OrderBy(p => p.Range.Prefix).ToArray();
        return ranges.Where((p, i) => !ranges[..i].Any(wider => wider.Range.Overlaps(p.Range))).Select(p => p.Text).Order(StringComparer.Ordinal);
    }

    private static void Map(StringBuilder text, string name, string field, FirewallScene scene, string side)
    {
        var targets = scene.Guarded.SelectMany(d => d.Addresses.Select(a => $"{a} : jump {side}_{d.Id}"));
        text.Append($"  chain {name} {{\n    ip {field} vmap {{ {string.Join(", ", targets)} }}\n  }}\n");
    }

    private static void Hook(StringBuilder text, string hook, params string[] rules)
    {
        text.Append($"  chain {hook} {{\n    type filter hook {hook} priority filter + 10; policy accept;\n");
        foreach (var rule in rules)
        {
            text.Append($"    {rule}\n");
        }

        text.Append("  }\n");
    }
}
