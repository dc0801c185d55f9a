using FsCheck.Xunit;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Infra.Protocol.Properties;
using Infra.Protocol.Tests.Support;

namespace Infra.Protocol.Tests.Properties;

[Properties(Arbitrary = [typeof(PropertyValues)])]
public sealed class StructCodecTests
{
    private static readonly StructOptions _plain = new() { KeepUnknowns = true };

    [Property]
    public void EncodeAndDecode_OfAnything_GivesTheSame(PropertyMap map)
    {
        var wire = StructCodec.Encode(map, StructOptions.KeepAll).ToByteArray();

        StructCodec.Decode(Struct.Parser.ParseFrom(wire), StructOptions.KeepAll).ShouldBe(map);
    }

    [Property]
    public void Encode_WithoutOptions_SendsNothingSpecialButAssets(PropertyMap map)
    {
        var plain = StructCodec.Decode(StructCodec.Encode(map, new StructOptions()), StructOptions.KeepAll);

        plain.ContainsUnknowns.ShouldBeFalse();
        plain.ContainsSecrets.ShouldBeFalse();
        PropertyText.Render(plain).ShouldNotContain("reference(");
    }

    [Property]
    public void Decode_WithoutOptions_EqualsEncodeWithoutOptions(PropertyMap map)
    {
        var atReceiver = StructCodec.Decode(StructCodec.Encode(map, StructOptions.KeepAll), _plain);
        var atSender = StructCodec.Decode(StructCodec.Encode(map, _plain), StructOptions.KeepAll);

        atReceiver.ShouldBe(atSender);
    }

    [Property(MaxTest = 500)]
    public void Decode_OfADamagedMessage_IsAValueOrARefusal(PropertyMap map, int place, byte value)
    {
        var wire = StructCodec.Encode(map, StructOptions.KeepAll).ToByteArray();
        if (wire.Length == 0)
        {
            return;
        }

        wire[(int)((uint)place % wire.Length)] = value;
        try
        {
            StructCodec.Decode(Struct.Parser.ParseFrom(wire), StructOptions.KeepAll);
        }
        catch (Exception e) when (e is PropertyFormatException or InvalidProtocolBufferException)
        {
            e.Message.ShouldNotBeEmpty();
        }
    }

    [Fact]
    public void Encode_OfEachKind_IsTheSignedObjectOfTheProtocol()
    {
        PropertyMap map = [
            new("secret", new SecretValue("s")),
            new("output", new OutputValue(null, true, ["urn:b", "urn:a"])),
            new("component", new ResourceReferenceValue("urn:c", null, "")),
            new("unknown", PropertyValue.Unknown),
            new("asset", new AssetValue("t", null, null, "cafe")),
        ];

        var expected = """
            {
              "asset": { "4dabf18193072939515e22adb298388d": "c44067f5952c0a294b673a41bacd8c17", "hash": "cafe", "text": "t" },
              "component": { "4dabf18193072939515e22adb298388d": "5cf8f73096256a8f31e491e813e4eb8e", "urn": "urn:c" },
              "output": { "4dabf18193072939515e22adb298388d": "d0e6a833031e9bbcd3f4e8bde6ca49a4", "secret": true, "dependencies": ["urn:a", "urn:b"] },
              "secret": { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", "value": "s" },
              "unknown": "04da6b54-80e4-46f7-96ec-b56ff0331ba9"
            }
            """;
        StructCodec.Encode(map, StructOptions.KeepAll).ShouldBe(Struct.Parser.ParseJson(expected));
    }

    [Theory]
    [InlineData(Signatures.Unknown)]
    [InlineData(Signatures.UnknownBool)]
    [InlineData(Signatures.UnknownNumber)]
    [InlineData(Signatures.UnknownArray)]
    [InlineData(Signatures.UnknownAsset)]
    [InlineData(Signatures.UnknownArchive)]
    [InlineData(Signatures.UnknownObject)]
    public void Decode_OfASentinel_IsUnknown(string sentinel)
    {
        var wire = new Struct { Fields = { ["a"] = Value.ForString(sentinel) } };

        StructCodec.Decode(wire, StructOptions.KeepAll).ShouldBe([new("a", PropertyValue.Unknown)]);
        StructCodec.Decode(wire, new StructOptions()).ShouldBeEmpty();
        Should.Throw<PropertyFormatException>(() => StructCodec.Decode(wire, new StructOptions { RejectUnknowns = true })).Path.ShouldBe("a");
    }

    [Theory]
    [InlineData("""{"a": {"b": [1, {"4dabf18193072939515e22adb298388d": "nonsense"}]}}""", "a.b[1]", "'nonsense' is not the signature")]
    [InlineData("""{"a": {"4dabf18193072939515e22adb298388d": 7}}""", "a", "signature")]
    [InlineData("""{"a": {"4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270"}}""", "a", "a secret has no value")]
    [InlineData("""{"a": {"4dabf18193072939515e22adb298388d": "5cf8f73096256a8f31e491e813e4eb8e"}}""", "a", "no URN")]
    [InlineData("""{"a": {"4dabf18193072939515e22adb298388d": "5cf8f73096256a8f31e491e813e4eb8e", "urn": 3}}""", "a", "'urn' is not a text")]
    [InlineData("""{"a": {"4dabf18193072939515e22adb298388d": "c44067f5952c0a294b673a41bacd8c17"}}""", "a", "has none")]
    [InlineData("""{"a": {"4dabf18193072939515e22adb298388d": "c44067f5952c0a294b673a41bacd8c17", "text": "", "path": ""}}""", "a", "has several")]
    [InlineData("""{"x.y": {"4dabf18193072939515e22adb298388d": "0def7320c3a5731c473e5ecbe6d01bc7", "assets": 1}}""", "[\"x.y\"]", "not an object")]
    [InlineData("""{"a": {"4dabf18193072939515e22adb298388d": "0def7320c3a5731c473e5ecbe6d01bc7", "assets": {"f": "text"}}}""", "a.f", "only assets and archives")]
    [InlineData("""{"a": {"4dabf18193072939515e22adb298388d": "d0e6a833031e9bbcd3f4e8bde6ca49a4", "secret": "yes"}}""", "a", "not a boolean")]
    [InlineData("""{"a": {"4dabf18193072939515e22adb298388d": "d0e6a833031e9bbcd3f4e8bde6ca49a4", "dependencies": [1]}}""", "a", "not a list of URNs")]
    [InlineData("""{"a": {"4dabf18193072939515e22adb298388d": "803fd3297a5875dc03ca845dda5d2a98", "value": "AA=="}}""", "a", "not supported")]
    public void Decode_OfANonsensicalObject_NamesItsPlace(string json, string path, string problem)
    {
        var error = Should.Throw<PropertyFormatException>(() => StructCodec.Decode(Struct.Parser.ParseJson(json), StructOptions.KeepAll));

        error.Path.ShouldBe(path);
        error.Message.ShouldContain(problem);
    }

    [Fact]
    public void Decode_OfAValueWithoutKind_IsRefused() =>
        Should.Throw<PropertyFormatException>(() => StructCodec.Decode(new Struct { Fields = { ["a"] = new Value() } }, StructOptions.KeepAll)).Path.ShouldBe("a");

    [Fact]
    public void Encode_OfReservedText_IsRefused()
    {
        Should.Throw<PropertyFormatException>(() => StructCodec.Encode([new("a", Signatures.Unknown)], StructOptions.KeepAll)).Path.ShouldBe("a");
        PropertyMap disguised = [new(Signatures.Key, "x")];
        Should.Throw<PropertyFormatException>(() => StructCodec.Encode([new("a", disguised)], StructOptions.KeepAll));
    }

    [Fact]
    public void Encode_OfEndlessNesting_IsRefused()
    {
        PropertyValue value = "leaf";
        for (var i = 0; i < 100_000; i++)
        {
            value = new SecretValue(value);
        }

        Should.Throw<PropertyFormatException>(() => StructCodec.Encode([new("a", value)], StructOptions.KeepAll)).Message.ShouldContain("levels deep");
    }

    [Fact]
    public void Encode_WithElidedContents_SendsTheHashAlone()
    {
        var wire = StructCodec.EncodeValue(new AssetValue("large", null, null, "cafe"), StructOptions.KeepAll with { ElideAssetContents = true });

        wire!.StructValue.Fields.Keys.ShouldBe([Signatures.Key, "hash"]);
    }
}
