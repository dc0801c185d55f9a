using System.Globalization;

namespace Infra.Machine.Provider.Local.Network;

/// <summary>A range of IPv4 addresses: a first address and the length of its prefix.</summary>
internal readonly record struct Ipv4Range(uint First, int Prefix)
{
    private uint Mask => Prefix == 0 ? 0 : uint.MaxValue << (32 - Prefix);

    /// <summary>Parses 10.1.2.0/24 or a single address; null if it is neither.</summary>
    public static Ipv4Range? Parse(string text)
    {
        var parts = text.Split('/');
        var numbers = parts[0].Split('.');
        var prefix = 32;
        if (numbers.Length != 4 || parts.Length > 2 || (parts.Length == 2 && (!int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out prefix) || prefix > 32)))
        {
            return null;
        }

        uint address = 0;
        foreach (var number in numbers)
        {
            if (!byte.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var value))
            {
                return null;
            }

            address = (address << 8) | value;
        }

        var range = new Ipv4Range(address, prefix);
        return range with { First = address & range.Mask };
    }

    public bool Overlaps(Ipv4Range other)
    {
        var common = Prefix < other.Prefix ? Mask : other.Mask;
        return (First & common) == (other.First & common);
    }

    /// <summary>The n-th address of the range.</summary>
    public string Address(int n)
    {
        var address = First + (uint)n;
        return $"{address >> 24}.{(address >> 16) & 255}.{(address >> 8) & 255}.{address & 255}";
    }
}
