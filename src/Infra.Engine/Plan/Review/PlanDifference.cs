using System.Globalization;
using Infra.Protocol.Properties;

namespace Infra.Engine.Plan.Review;

/// <summary>Compares properties with planned ones: an unknown in the plan may become anything.</summary>
internal static class PlanDifference
{
    private const int LongestText = 80;

    /// <summary>A line each: path, what it was, what was planned, what it is now.</summary>
    /// <param name="prefix">Before each path.</param>
    /// <param name="old">What the state has; null if that is of no interest.</param>
    /// <param name="planned">What was reviewed.</param>
    /// <param name="now">What would be done.</param>
    /// <param name="moreIsFine">Properties that the plan lacks are no difference.</param>
    public static IEnumerable<string> Of(string prefix, PropertyMap? old, PropertyMap planned, PropertyMap now, bool moreIsFine) =>
        Maps(prefix, new Sides(old is null ? null : new ObjectValue(old), new ObjectValue(planned), new ObjectValue(now), false), old is not null, moreIsFine);

    private static IEnumerable<string> Maps(string path, Sides sides, bool showOld, bool moreIsFine)
    {
        var (old, planned, now) = (Properties(sides.Old), Properties(sides.Planned), Properties(sides.Now));
        return planned.Keys.Union(moreIsFine ? [] : now.Keys).Order(StringComparer.Ordinal)
            .Where(key => !key.StartsWith("__", StringComparison.Ordinal))
            .SelectMany(key => Values(PropertyPath.Append(path, key), sides.Inside(old.GetValueOrDefault(key), planned.GetValueOrDefault(key), now.GetValueOrDefault(key)), showOld, moreIsFine));
    }

    private static IEnumerable<string> Values(string path, Sides sides, bool showOld, bool moreIsFine)
    {
        sides = sides.Unwrap();
        return sides switch
        {
            { Planned: UnknownValue or OutputValue { Value: null } } => [],
            { Planned: ObjectValue, Now: ObjectValue } => Maps(path, sides, showOld, moreIsFine),
            { Planned: ArrayValue planned, Now: ArrayValue now } => Enumerable.Range(0, Math.Max(planned.Items.Length, now.Items.Length))
                .SelectMany(i => Values(string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]"), sides.Inside(Item(sides.Old, i), Item(planned, i), Item(now, i)), showOld, moreIsFine)),
            { Planned: ResourceReferenceValue { Id: "" } planned, Now: ResourceReferenceValue now } when planned.Urn == now.Urn => [],
            _ when AreSame(sides.Planned, sides.Now) => [],
            _ => [$"{path}: {(showOld ? $"old {Text(sides.Old, sides.Secret)}, " : "")}planned {Text(sides.Planned, sides.Secret)}, now {Text(sides.Now, sides.Secret)}"],
        };
    }

    private static bool AreSame(PropertyValue? planned, PropertyValue? now) =>
        PropertyDifference.Between(Single(planned), Single(now)).Changes == Protocol.Providers.DiffChanges.None;

    private static PropertyMap Single(PropertyValue? value) => value is null ? PropertyMap.Empty : PropertyMap.Empty.With("value", value);

    private static PropertyMap Properties(PropertyValue? value) => value is ObjectValue map ? map.Properties : PropertyMap.Empty;

    private static PropertyValue? Item(PropertyValue? value, int index) => value is ArrayValue array && index < array.Items.Length ? array.Items[index] : null;

    private static string Text(PropertyValue? value, bool secret) => value switch
    {
        null or NullValue => "nothing",
        _ when secret || value.ContainsSecrets => "[secret]",
        UnknownValue or OutputValue { Value: null } => "not known",
        StringValue text => PropertyText.Quote(text.Value.Length > LongestText ? text.Value[..LongestText] + "…" : text.Value),
        NumberValue number => number.Value.ToString("R", CultureInfo.InvariantCulture),
        BoolValue flag => flag.Value ? "true" : "false",
        ArrayValue array => string.Create(CultureInfo.InvariantCulture, $"[{array.Items.Length} items]"),
        ObjectValue map => string.Create(CultureInfo.InvariantCulture, $"{{{map.Properties.Count} properties}}"),
        ResourceReferenceValue reference => reference.Urn,
        AssetValue { Hash: { Length: > 0 } hash } => $"asset {hash[..Math.Min(12, hash.Length)]}",
        ArchiveValue { Hash: { Length: > 0 } hash } => $"archive {hash[..Math.Min(12, hash.Length)]}",
        _ => "another file",
    };

    /// <summary>One place in the old, the planned and the present properties.</summary>
    private sealed record Sides(PropertyValue? Old, PropertyValue? Planned, PropertyValue? Now, bool Secret)
    {
        public Sides Inside(PropertyValue? old, PropertyValue? planned, PropertyValue? now) => new(old, planned, now, Secret);

        /// <summary>A secret on one side is none to be shown on the others.</summary>
        public Sides Unwrap() => new(Old?.Unwrap(), Planned?.Unwrap(), Now?.Unwrap(), Secret || IsSecret(Old) || IsSecret(Planned) || IsSecret(Now));

        private static bool IsSecret(PropertyValue? value) => value is SecretValue or OutputValue { Secret: true };
    }
}
