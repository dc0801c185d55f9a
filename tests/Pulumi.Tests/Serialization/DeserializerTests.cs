using System.Collections.Immutable;
using Google.Protobuf.WellKnownTypes;
using Pulumi.Serialization;

namespace Pulumi.Tests;

public sealed class DeserializerTests
{
    [Fact]
    public void Deserialize_SecretOfSecretInside_MakesTheWholeSecret()
    {
        var secret = Signed.Secret(Signed.Secret(Value.ForString("s")));
        var value = Value.ForStruct(new Struct { Fields = { ["a"] = Value.ForList(secret) } });
        var data = Deserializer.Deserialize(value);

        data.IsSecret.ShouldBeTrue();
        data.Value.ShouldBeOfType<ImmutableDictionary<string, object?>>()["a"].ShouldBeOfType<ImmutableArray<object?>>().ShouldBe(["s"]);
    }

    [Fact]
    public void Deserialize_UnknownInside_MakesTheWholeUnknown()
    {
        var data = Deserializer.Deserialize(Parse("""{"a":1,"b":"04da6b54-80e4-46f7-96ec-b56ff0331ba9"}"""));

        data.IsKnown.ShouldBeFalse();
        data.Value.ShouldBeNull();
    }

    [Fact]
    public void Deserialize_InternalKeys_AreIgnored() =>
        Deserializer.Deserialize(Parse("""{"a":1,"__defaults":[]}""")).Value.ShouldBeOfType<ImmutableDictionary<string, object?>>().Keys.ShouldBe(["a"]);

    [Fact]
    public void Deserialize_OutputValue_HasItsDependencies()
    {
        var data = Deserializer.Deserialize(Signed.OutputValue(Value.ForNumber(1), isSecret: true, [Outputs.UrnOfA]));

        data.Value.ShouldBe(1d);
        data.IsSecret.ShouldBeTrue();
        data.Resources.Single().GetResourceName().ShouldBe("a");
        Deserializer.Deserialize(Signed.OutputValue(null, isSecret: false, [])).IsKnown.ShouldBeFalse();
    }

    [Fact]
    public async Task Deserialize_ReferenceToUnknownType_IsDependency()
    {
        var value = Deserializer.Deserialize(Signed.Reference("urn:pulumi:dev::shop::no:such:Type::x", "i-1")).Value;
        var resource = value.ShouldBeOfType<DependencyResource>();

        resource.GetResourceType().ShouldBe("no:such:Type");
        (await resource.Id.DataAsync()).Value.ShouldBe("i-1");
    }

    [Fact]
    public void Deserialize_UnknownSignature_IsAnError() =>
        Should.Throw<InvalidOperationException>(() => Deserializer.Deserialize(Parse("""{"4dabf18193072939515e22adb298388d":"zzz"}""")))
            .Message.ShouldContain("zzz");

    [Fact]
    public async Task Deserialize_SerializedAssets_AreTheSame()
    {
        var archive = new AssetArchive(new Dictionary<string, AssetOrArchive> { ["a"] = new StringAsset("t"), ["b"] = new FileArchive("d") });
        var value = Deserializer.Deserialize(await new Serializer(default).SerializeAsync("test", archive)).Value;

        var assets = value.ShouldBeOfType<AssetArchive>().Value.ShouldBeOfType<ImmutableDictionary<string, AssetOrArchive>>();
        assets["a"].ShouldBeOfType<StringAsset>().Value.ShouldBe("t");
        assets["b"].ShouldBeOfType<FileArchive>().Value.ShouldBe("d");
    }

    private static Value Parse(string json) => Google.Protobuf.JsonParser.Default.Parse<Value>(json);
}
