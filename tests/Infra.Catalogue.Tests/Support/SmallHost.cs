using System.Text;

namespace Infra.Catalogue.Tests.Support;

/// <summary>A made-up host that has one of everything, a key or an item on each line.</summary>
internal static class SmallHost
{
    public const string File = "small.json";

    public const string Text = """
        {
          "id": "small",
          "name": "Small Host",
          "shortName": "Small",
          "compiled": "2026-01-02",
          "currency": "USD",
          "sources": {
            "list": "small.example/pricing"
          },
          "regions": {
            "source": ["list"],
            "asOf": "2026-01",
            "confidence": "high",
            "items": [
              {"id": "west", "city": "Lisbon", "country": "PT", "lat": 38.7, "lon": -9.1},
              {"id": "east", "city": "Riga", "country": "LV", "lat": 56.9, "lon": 24.1, "products": ["box"]}
            ]
          },
          "products": [
            {
              "id": "box",
              "name": "Box",
              "kind": "vm",
              "families": ["box"],
              "disks": ["disk"],
              "alongside": ["address"],
              "billing": {"monthHours": 700, "capped": true, "minimumSeconds": 60, "stopped": "billed", "source": ["list"], "asOf": "2026", "confidence": "high"},
              "transfer": {"metered": true, "overage": ["sent"], "source": ["list"], "asOf": "2026", "confidence": "high"},
              "uptime": {"percent": 99.9, "source": ["list"], "asOf": "2026", "confidence": "high"},
              "vertical": {"how": "a larger box", "downtime": "minutes", "source": ["list"], "asOf": "2026", "confidence": "high"},
              "horizontal": {"how": "more boxes", "autoscale": false, "loadBalancer": "balancer", "source": ["list"], "asOf": "2026", "confidence": "high"},
              "tools": {"text": "SSH", "source": ["list"], "asOf": "2026", "confidence": "high"}
            }
          ],
          "limits": [
            {"text": "no mail", "products": ["box"], "source": ["list"], "asOf": "2026", "confidence": "high"}
          ],
          "freeTiers": [
            {"what": "a credit", "amount": 50, "days": 30, "atExpiry": "list price", "next": "box-1", "source": ["list"], "asOf": "2026", "confidence": "high"}
          ],
          "plans": [
            {"id": "box-1", "kind": "vm", "family": "box", "vcpus": 1, "memoryGiB": 1, "transferGiB": 100, "price": 7, "per": "month", "source": ["list"], "asOf": "2026-01-02", "confidence": "high"},
            {"id": "box-2", "kind": "vm", "family": "box", "vcpus": 2, "memoryGiB": 4, "transferGiB": 200, "price": 0.03, "per": "hour", "source": ["list"], "asOf": "2026-01-02", "confidence": "high"},
            {"id": "box-arm", "kind": "vm", "family": "box", "vcpus": 2, "memoryGiB": 4, "price": 5, "per": "month", "arch": "arm64", "source": ["list"], "asOf": "2026-01-02", "confidence": "high"},
            {"id": "address", "kind": "egress", "family": "ip", "price": 0.005, "per": "hour", "source": ["list"], "asOf": "2026", "confidence": "high"},
            {"id": "sent", "kind": "egress", "family": "egress", "price": 0.02, "per": "GiB", "source": ["list"], "asOf": "2026", "confidence": "high"},
            {"id": "disk", "kind": "volume", "family": "disk", "price": 0.1, "per": "GiB-month", "source": ["list"], "asOf": null, "confidence": "medium"},
            {"id": "backup", "kind": "volume", "family": "backup", "price": 20, "per": "percent", "source": ["list"], "asOf": "2026", "confidence": "high"},
            {"id": "balancer", "kind": "loadbalancer", "family": "lb", "price": 12, "per": "month", "source": ["list"], "asOf": "2026", "confidence": "high"}
          ]
        }
        """;

    public static CatalogueHost Read(string? text = null) => HostingCatalogue.Read(File, Encoding.UTF8.GetBytes(text ?? Text));

    /// <summary>The line, from 1, on which the text first stands.</summary>
    public static int LineOf(string text, string part) => text[..text.IndexOf(part, StringComparison.Ordinal)].Count(letter => letter == '\n') + 1;
}
