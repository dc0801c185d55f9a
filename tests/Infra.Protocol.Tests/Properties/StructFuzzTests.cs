using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Infra.Protocol.Properties;

namespace Infra.Protocol.Tests.Properties;

/// <summary>What a hostile peer may send as properties: it becomes a value that can be sent on, or is refused with its place.</summary>
[Properties(Arbitrary = [typeof(StructFuzzTests)])]
public sealed class StructFuzzTests
{
    private static readonly string[] _keys =
        [Signatures.Key, "value", "secret", "dependencies", "urn", "id", "packageVersion", "text", "path", "uri", "hash", "assets", "", "a", "__x", "a.b[0]", "\0"];

    private static readonly string[] _texts =
    [
        Signatures.Secret, Signatures.Output, Signatures.ResourceReference, Signatures.Asset, Signatures.Archive, Signatures.ByteString, Signatures.Float, Signatures.Unknown, Signatures.UnknownBool,
        Signatures.UnknownObject, "", "urn:pulumi:dev::p::a:b:C::n", "\0", "\ufffd\U0001F600", "v1:a:b",
    ];

    /// <summary>Trees out of the keys and texts that mean something, in places where they should not be.</summary>
    public static Arbitrary<Struct> Structs() => Arb.From(StructGen(4), Smaller);

    [Property(MaxTest = 3000)]
    public void Decode_OfAHostileStruct_IsAValueThatCanBeSentOnOrARefusal(Struct wire, bool unknowns, bool secrets, bool resources, bool outputs)
    {
        var options = new StructOptions { KeepUnknowns = unknowns, KeepSecrets = secrets, KeepResources = resources, KeepOutputValues = outputs };
        PropertyMap map;
        try
        {
            map = StructCodec.Decode(wire, options);
        }
        catch (PropertyFormatException e)
        {
            e.Path.ShouldNotBeEmpty();
            return;
        }

        map.ToString().ShouldNotBeNull();
        StructCodec.Decode(StructCodec.Encode(map, StructOptions.KeepAll), StructOptions.KeepAll).ShouldBe(map);
    }

    [Property(MaxTest = 3000)]
    public void Decode_OfAHostileMessage_IsAValueOrARefusal(Struct wire, NonNegativeInt at, byte flip, bool cut)
    {
        var bytes = wire.ToByteArray();
        if (bytes.Length == 0)
        {
            return;
        }

        var place = at.Get % bytes.Length;
        bytes[place] ^= flip;
        try
        {
            StructCodec.Decode(Struct.Parser.ParseFrom(bytes, 0, cut ? place : bytes.Length), StructOptions.KeepAll).ToString().ShouldNotBeNull();
        }
        catch (Exception e) when (e is PropertyFormatException or InvalidProtocolBufferException)
        {
            e.Message.ShouldNotBeEmpty();
        }
    }

    /// <summary>Corpus/Structs: one message a file, refused or right as its name says.</summary>
    [Theory]
    [MemberData(nameof(Corpus))]
    public void Decode_OfTheCorpus_EndsAsEachNameSays(string name)
    {
        var wire = Struct.Parser.ParseJson(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Corpus", "Structs", name)));
        if (name.StartsWith("right-", StringComparison.Ordinal))
        {
            var map = StructCodec.Decode(wire, StructOptions.KeepAll);
            StructCodec.Decode(StructCodec.Encode(map, StructOptions.KeepAll), StructOptions.KeepAll).ShouldBe(map);
        }
        else
        {
            Should.Throw<PropertyFormatException>(() => StructCodec.Decode(wire, StructOptions.KeepAll)).Path.ShouldNotBeEmpty();
        }
    }

    public static TheoryData<string> Corpus() =>
        [.. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Corpus", "Structs")).Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)];

    [Theory]
    [InlineData(99, false)]
    [InlineData(101, true)]
    [InlineData(100_000, true)]
    public void Decode_OfNesting_GoesAsDeepAsTheLimit(int levels, bool refused)
    {
        var value = Value.ForString("leaf");
        for (var i = 1; i < levels; i++)
        {
            value = Value.ForList(value);
        }

        var wire = new Struct { Fields = { ["a"] = value } };
        if (refused)
        {
            Should.Throw<PropertyFormatException>(() => StructCodec.Decode(wire, StructOptions.KeepAll)).Message.ShouldContain("levels deep");
        }
        else
        {
            StructCodec.Decode(wire, StructOptions.KeepAll).Count.ShouldBe(1);
        }
    }

    /// <summary>In the state each is a text in the text of the one around it, with its quotes escaped once more: twice as long a level.</summary>
    [Fact]
    public void Decode_OfSecretsInSecrets_IsRefusedBeforeTheyMultiply()
    {
        var value = Value.ForString("leaf");
        for (var i = 0; i < 45; i++)
        {
            value = Value.ForStruct(new Struct { Fields = { [Signatures.Key] = Value.ForString(Signatures.Secret), ["value"] = Value.ForList(value) } });
        }

        Should.Throw<PropertyFormatException>(() => StructCodec.Decode(new Struct { Fields = { ["a"] = value } }, StructOptions.KeepAll))
            .Message.ShouldContain("secrets are inside one another");
    }

    private static Gen<Struct> StructGen(int depth) =>
        from keys in Gen.Elements(_keys).ListOf()
        from signed in Gen.Frequency((2, Gen.Constant(true)), (3, Gen.Constant(false)))
        from signature in Gen.Elements(_texts)
        from pairs in Gen.CollectToList(keys.Distinct().Take(5), key => ValueGen(depth - 1).Select(value => (key, value)))
        select Make(signed && depth < 4 ? signature : null, pairs);

    private static Struct Make(string? signature, IEnumerable<(string Key, Value Value)> pairs)
    {
        var result = new Struct();
        foreach (var (key, value) in pairs)
        {
            result.Fields[key] = value;
        }

        if (signature is not null)
        {
            result.Fields[Signatures.Key] = Value.ForString(signature);
        }

        return result;
    }

    private static Gen<Value> ValueGen(int depth)
    {
        var leaves = Gen.OneOf(
            Gen.Elements(_texts).Select(Value.ForString),
            Gen.Elements(0, -0.0, 1e300, double.NaN, double.NegativeInfinity).Select(Value.ForNumber),
            Gen.Elements(true, false).Select(Value.ForBool),
            Gen.Constant(0).Select(_ => Value.ForNull()),
            Gen.Constant(0).Select(_ => new Value()));
        return depth <= 0 ? leaves : Gen.Frequency(
            (4, leaves),
            (3, StructGen(depth).Select(Value.ForStruct)),
            (1, ValueGen(depth - 1).ListOf().Select(items => Value.ForList([.. items.Take(3)]))));
    }

    private static IEnumerable<Struct> Smaller(Struct wire)
    {
        foreach (var (key, value) in wire.Fields)
        {
            if (value.KindCase == Value.KindOneofCase.StructValue)
            {
                yield return value.StructValue;
            }

            var less = wire.Clone();
            less.Fields.Remove(key);
            yield return less;
        }
    }
}
