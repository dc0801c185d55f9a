using System.Net;
using Infra.Machine.Rendering;
using Pulumi;

namespace Infra.Machine.Deployments;

/// <summary>What a site's certificate is good for: its names, and the server's address.</summary>
internal static class CertificateNames
{
    public static InputList<string> Dns(Site site) =>
        site.Hosts.Where(name => site.DnsNames.Contains(name) || !(name.StartsWith('{') || IsAddress(name))).ToList();

    /// <param name="site">Whose certificate it is.</param>
    /// <param name="address">Its server's; null where it answers to no address.</param>
    public static InputList<string> Ip(Site site, Input<string>? address) =>
        address is not null && site.Hosts.Any(name => name.StartsWith('{') || IsAddress(name)) ? new InputList<string> { address } : [];

    private static bool IsAddress(string name) => IPAddress.TryParse(name.Trim('[', ']'), out _);
}
