using FsCheck;
using FsCheck.Fluent;
using Infra.Protocol.Properties;

namespace Infra.Protocol.Tests.Support;

/// <summary>Arbitrary values of every kind.</summary>
public static class PropertyValues
{
    public static Arbitrary<PropertyMap> Maps() => Arb.From(MapGen(4));

    public static Arbitrary<PropertyValue> Values() => Arb.From(ValueGen(4));

    private static readonly Gen<string> _text =
        Gen.Elements("", "a", "name", "urn:pulumi:dev::demo::a:b:C::n", "ü €\n\0", "emoji \U0001F600", "a.b[\"c\"]", "__x", "4dabf181");

    private static readonly Gen<double> _number =
        Gen.Elements(0, -0.5, 1, 42, 1e21, -1e-300, double.MaxValue, double.NaN, double.PositiveInfinity, double.NegativeInfinity);

    private static Gen<PropertyMap> MapGen(int depth) =>
        from keys in _text.ListOf()
        from pairs in Gen.CollectToList(keys.Distinct().Take(4), key => ValueGen(depth - 1).Select(value => KeyValuePair.Create(key, value)))
        select PropertyMap.From(pairs);

    private static Gen<PropertyValue> ValueGen(int depth)
    {
        var leaves = Gen.OneOf(
            Gen.Elements(PropertyValue.Null, PropertyValue.Unknown, true, false),
            _number.Select(n => (PropertyValue)n),
            _text.Select(t => (PropertyValue)t),
            from urn in _text
            from id in Gen.Elements(null, "", "i-1")
            from version in Gen.Elements("", "1.2.3")
            select (PropertyValue)new ResourceReferenceValue(urn, id, version),
            Asset().Select(a => (PropertyValue)a));
        return depth <= 0 ? leaves : Gen.Frequency(
            (3, leaves),
            (1, ValueGen(depth - 1).ListOf().Select(items => PropertyValue.Array(items.Take(3)))),
            (1, MapGen(depth).Select(map => (PropertyValue)map)),
            (1, ValueGen(depth - 1).Select(value => (PropertyValue)new SecretValue(value))),
            (1, Output(depth)),
            (1, Archive(depth)));
    }

    private static Gen<PropertyValue> Output(int depth) =>
        from known in Gen.Elements(true, false)
        from value in ValueGen(depth - 1)
        from secret in Gen.Elements(true, false)
        from dependencies in Gen.SubListOf("urn:a", "urn:b")
        select (PropertyValue)new OutputValue(known ? value : null, secret, [.. dependencies.Order(StringComparer.Ordinal)]);

    private static Gen<AssetValue> Asset() =>
        from content in _text
        from hash in Gen.Elements("", "cafe")
        from kind in Gen.Choose(0, 2)
        select kind switch
        {
            0 => new AssetValue(content, null, null, hash),
            1 => new AssetValue(null, content, null, hash),
            _ => new AssetValue(null, null, content, hash),
        };

    private static Gen<PropertyValue> Archive(int depth) =>
        from asset in Asset()
        from nested in depth > 1 ? Archive(depth - 2) : Asset().Select(a => (PropertyValue)a)
        from hash in Gen.Elements("", "beef")
        from kind in Gen.Choose(0, 2)
        select (PropertyValue)(kind switch
        {
            0 => new ArchiveValue(PropertyMap.From([new("a", asset), new("b", nested)]), null, null, hash),
            1 => new ArchiveValue(null, "dir", null, hash),
            _ => new ArchiveValue(null, null, "https://example.invalid/a.zip", hash),
        });
}
