namespace Infra.Machine.Provider.Local.Images;

/// <summary>The name servers that machines can use too: a server on this computer's loopback is out of their reach.</summary>
internal static class Resolver
{
    private const string OfSystemdResolved = "/run/systemd/resolve/resolv.conf";

    public static string Configuration() => Choose(Read("/etc/resolv.conf"), Read(OfSystemdResolved));

    /// <summary>The first of two configurations unless it only names loopback servers and there is a second one.</summary>
    public static string Choose(string usual, string upstream)
    {
        var servers = usual.Split('\n').Select(l => l.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)).Where(f => f is ["nameserver", _, ..]).Select(f => f[1]).ToArray();
        return servers.All(s => s.StartsWith("127.", StringComparison.Ordinal) || s == "::1") && upstream.Length > 0 ? upstream : usual;
    }

    private static string Read(string file) => File.Exists(file) ? File.ReadAllText(file) : "";
}
