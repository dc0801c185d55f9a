using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Infra.Rehearsal.Account;
using Infra.Rehearsal.Kinds;

namespace Infra.Rehearsal.Dns;

/// <summary>A domain and its records as a zone file (RFC 1035). Pure.</summary>
internal static class ZoneFile
{
    private const int LongestString = 255;

    /// <param name="domain">The zone.</param>
    /// <param name="records">Its records.</param>
    /// <param name="server">The name server's address.</param>
    /// <param name="serial">Higher than before.</param>
    public static string Render(Thing domain, ImmutableArray<Thing> records, string server, long serial)
    {
        var text = new StringBuilder($"$TTL {Domain.Ttl}\n$ORIGIN {domain.Id}.\n");
        text.Append(CultureInfo.InvariantCulture, $"@ IN SOA ns1.rehearsal. hostmaster.{domain.Id}. {serial} 10800 3600 604800 {Domain.Ttl}\n@ IN NS ns1.rehearsal.\n");
        if (domain.Text("ipAddress") is { Length: > 0 } address)
        {
            text.Append($"@ IN {(address.Contains(':', StringComparison.Ordinal) ? "AAAA" : "A")} {address}\n");
        }

        foreach (var record in records.Where(r => r.Text("type") is not ("SOA" or "NS")).OrderBy(r => r.Name, StringComparer.Ordinal).ThenBy(r => r.Id, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"{DnsName.Full(record.Name, domain.Id)}. {record.Number("ttl") ?? Domain.Ttl} IN {record.Text("type")} {Value(record)}\n");
        }

        return text.ToString();
    }

    private static string Value(Thing record)
    {
        var value = record.Text("value");
        return record.Text("type") switch
        {
            "MX" => $"{record.Number("priority")} {value}",
            "SRV" => $"{record.Number("priority")} {record.Number("weight")} {record.Number("port")} {value}",
            "CAA" => $"{record.Number("flags")} {record.Text("tag")} {Quoted(value.TrimEnd('.'))}",
            // A text is as many strings as it needs.
            "TXT" => string.Join(' ', value.Chunk(LongestString).Select(part => Quoted(new string(part))).DefaultIfEmpty("\"\"")),
            _ => value,
        };
    }

    private static string Quoted(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\010", StringComparison.Ordinal)}\"";
}
