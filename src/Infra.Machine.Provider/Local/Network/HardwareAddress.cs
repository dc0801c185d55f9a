using System.Globalization;

namespace Infra.Machine.Provider.Local.Network;

/// <summary>
/// The hardware (MAC) address that goes with an IPv4 address, always the same: neighbours remember the pair for up to a minute,
/// and would not find a new machine at the address of one that has gone.
/// </summary>
internal static class HardwareAddress
{
    // The second lowest bit of the first byte marks addresses that no manufacturer gives (IEEE 802, locally administered).
    private const string Prefix = "02:1f";

    /// <summary>Six bytes in hexadecimal, with colons.</summary>
    public static string Of(string address) => $"{Prefix}:{string.Join(':', address.Split('.').Select(n => $"{byte.Parse(n, CultureInfo.InvariantCulture):x2}"))}";
}
