using Infra.Protocol.Properties;
using static Infra.Cli.Tests.Support.Props;

namespace Infra.Cli.Tests.Support;

/// <summary>Cost lines as the state has them.</summary>
internal static class CostLines
{
    public static PropertyValue Of(params (string Item, double Monthly, string Currency, string Note)[] lines) => new ArrayValue(
        [.. lines.Select(line => Map(("item", line.Item), ("monthly", line.Monthly), ("currency", line.Currency), ("note", line.Note), ("source", line.Currency.Length > 0 ? "a list, as of 2026" : "")))]);
}
