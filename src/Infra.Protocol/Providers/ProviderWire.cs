using System.Collections.Immutable;
using Google.Protobuf.Collections;
using Infra.Protocol.Properties;

namespace Infra.Protocol.Providers;

/// <summary>What both ends of the service pulumirpc.ResourceProvider translate the same way.</summary>
public static class ProviderWire
{
    public const string Service = "pulumirpc.ResourceProvider/";

    public static Pulumirpc.DiffResponse Encode(DiffResult diff)
    {
        var response = new Pulumirpc.DiffResponse
        {
            Changes = (Pulumirpc.DiffResponse.Types.DiffChanges)diff.Changes,
            DeleteBeforeReplace = diff.DeleteBeforeReplace,
            Replaces = { OrNone(diff.Replaces) },
            Stables = { OrNone(diff.Stables) },
            Diffs = { OrNone(diff.Diffs) },
            HasDetailedDiff = diff.DetailedDiff is not null,
        };
        foreach (var (path, difference) in diff.DetailedDiff ?? ImmutableSortedDictionary<string, PropertyDiff>.Empty)
        {
            response.DetailedDiff.Add(path, new Pulumirpc.PropertyDiff { Kind = (Pulumirpc.PropertyDiff.Types.Kind)difference.Kind, InputDiff = difference.InputDiff });
        }

        return response;
    }

    /// <exception cref="PropertyFormatException">A kind of change that there is not.</exception>
    public static DiffResult Decode(Pulumirpc.DiffResponse response) => new(
        Known((DiffChanges)response.Changes),
        [.. response.Replaces],
        [.. response.Stables],
        response.DeleteBeforeReplace,
        [.. response.Diffs],
        response.HasDetailedDiff || response.DetailedDiff.Count > 0
            ? response.DetailedDiff.ToImmutableSortedDictionary(d => d.Key, d => new PropertyDiff(Known((PropertyDiffKind)d.Value.Kind), d.Value.InputDiff), StringComparer.Ordinal)
            : null);

    public static IEnumerable<Pulumirpc.CheckFailure> Encode(ImmutableArray<CheckFailure> failures) =>
        OrNone(failures).Select(f => new Pulumirpc.CheckFailure { Property = f.Property, Reason = f.Reason });

    public static ImmutableArray<CheckFailure> Decode(RepeatedField<Pulumirpc.CheckFailure> failures) =>
        [.. failures.Select(f => new CheckFailure(f.Property, f.Reason))];

    /// <summary>Seconds; 0 for none.</summary>
    public static double Encode(TimeSpan? timeout) => timeout?.TotalSeconds ?? 0;

    /// <summary>Null for none, and for what is no time.</summary>
    public static TimeSpan? Decode(double timeout) =>
        timeout > 0 && timeout < TimeSpan.MaxValue.TotalSeconds ? TimeSpan.FromSeconds(timeout) : null;

    private static ImmutableArray<T> OrNone<T>(ImmutableArray<T> items) => items.IsDefault ? [] : items;

    private static T Known<T>(T value)
        where T : struct, Enum =>
        Enum.IsDefined(value) ? value : throw new PropertyFormatException("", $"{value} is not a {typeof(T).Name}");
}
