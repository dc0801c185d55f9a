using System.Collections.Immutable;
using Infra.Protocol.Properties;

namespace Infra.Cli.Machines;

/// <summary>What the local host found when it looked for machines on this computer.</summary>
/// <param name="Machines">Names of machines that are there.</param>
/// <param name="Leftovers">Things that belong to no machine: "mount /var/lib/…".</param>
/// <param name="Images">Cached images, kept on purpose: name and size.</param>
/// <param name="Looked">What was looked at, in words.</param>
internal sealed record LocalInspection(
    ImmutableArray<string> Machines,
    ImmutableArray<string> Leftovers,
    ImmutableArray<string> Images,
    ImmutableArray<string> Looked)
{
    public const string Token = "machine:index:inspectLocal";

    /// <summary>Both of them.</summary>
    public LocalInspection And(LocalInspection other) =>
        new([.. Machines, .. other.Machines], [.. Leftovers, .. other.Leftovers], [.. Images, .. other.Images], [.. Looked, .. other.Looked]);

    public static LocalInspection From(PropertyMap map) => new(
        Names(map, "machines", machine => Text(machine, "name")),
        Names(map, "leftovers", leftover => $"{Text(leftover, "kind")} {Text(leftover, "name")}"),
        Names(map, "images", image => $"{Text(image, "name")} ({Megabytes(image)} MiB)"),
        Names(map, "looked", _ => ""));

    private static ImmutableArray<string> Names(PropertyMap map, string key, Func<PropertyMap, string> ofObject) =>
        map.Find(key) is ArrayValue list
            ? [.. list.Items.Select(item => item.Unwrap()).Select(item => item is ObjectValue o ? ofObject(o.Properties) : item is StringValue s ? s.Value : item.ToString())]
            : [];

    private static string Text(PropertyMap map, string key) => map.Find(key) is StringValue text ? text.Value : "";

    private static long Megabytes(PropertyMap map) => map.Find("bytes") is NumberValue bytes ? (long)(bytes.Value / (1024 * 1024)) : 0;
}
