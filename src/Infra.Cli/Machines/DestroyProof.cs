using Infra.Cli.Display;
using Infra.Engine.Diagnostics;
using Infra.Engine.State;
using Infra.Protocol.Properties;

namespace Infra.Cli.Machines;

/// <summary>After a destroy: looks whether anything of the stack's machines is still on this computer.</summary>
internal static class DestroyProof
{
    public const string LocalServerType = "machine:index:LocalServer";

    /// <summary>Names of the local machines in a state.</summary>
    public static IReadOnlyList<string> MachinesOf(Snapshot snapshot) =>
    [
        .. snapshot.Resources.Where(resource => resource.Type == LocalServerType)
            .Select(resource => (resource.Outputs.Find("name") ?? resource.Outputs.Find("hostname") ?? resource.Inputs.Find("hostname")) as StringValue)
            .OfType<StringValue>().Select(name => name.Value).Distinct(StringComparer.Ordinal),
    ];

    /// <summary>What was looked at, ending with the verdict.</summary>
    public static IReadOnlyList<Line> Render(LocalInspection found, IReadOnlyList<string> machines) =>
    [
        Line.Of("Looked at:", Ink.Bold),
        .. found.Looked.Select(place => Line.Of("    " + place)),
        .. found.Images.Select(image => Line.Of($"    kept for the next machine: image {image}", Ink.Dim)),
        Left(found, machines).Count == 0 ? Line.Of("Nothing is left.", Ink.Green) : Line.Of("Something is left.", Ink.BoldRed),
    ];

    public static void ThrowIfAnythingIsLeft(LocalInspection found, IReadOnlyList<string> machines)
    {
        if (Left(found, machines) is { Count: > 0 } left)
        {
            throw new InfraException(
                CliCodes.SomethingIsLeft, "Something is left of the environment",
                "The state says that everything is gone, but this computer still has:\n" + string.Concat(left.Select(thing => $"    {thing}\n")).TrimEnd(),
                "Look what holds it, and remove it; this shows what is there:\n    infra doctor");
        }
    }

    private static List<string> Left(LocalInspection found, IReadOnlyList<string> machines) =>
        [.. found.Machines.Where(machines.Contains).Select(name => $"machine {name}"), .. found.Leftovers];
}
