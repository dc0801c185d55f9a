using System.Collections.Immutable;
using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using Pulumi.Serialization;

namespace Pulumi.Tests;

public sealed class SerializerTests
{
    private readonly Resource _a = Outputs.Reference(Outputs.UrnOfA);

    private enum Color
    {
        Red = 1,
    }

    public static TheoryData<object?, string> PlainValues => new()
    {
        { null, "null" },
        { true, "true" },
        { 3, "3" },
        { 2.5, "2.5" },
        { "x", "\"x\"" },
        { Color.Red, "1" },
        { Level.High, "\"high\"" },
        { (Union<string, int>)7, "7" },
        { new[] { "a", null }, """[ "a", null ]""" },
        { new Dictionary<string, object?> { ["b"] = 1, ["a"] = "x", ["n"] = null }, """{ "a": "x", "b": 1 }""" },
        { default(ImmutableArray<string>), "[ ]" },
        { JsonDocument.Parse("""{"b":[1,null],"a":null}"""), """{ "b": [ 1, null ] }""" },
        { new RuleArgs { Port = 80, Level = Level.High }, """{ "level": "high", "port": 80 }""" },
        { Rule.Of(80, "h"), """{ "hosts": [ "h" ], "port": 80 }""" },
    };

    [Theory]
    [MemberData(nameof(PlainValues))]
    public async Task Serialize_Plain_IsJson(object? value, string json) =>
        (await new Serializer(default).SerializeAsync("test", value)).ToString().ShouldBe(json);

    [Fact]
    public async Task Serialize_Unknown_IsSentinelAndLosesSecretness()
    {
        var serializer = new Serializer(default);
        var value = await serializer.SerializeAsync("test", Output.CreateSecret(Outputs.Unknown<string>()));

        value.StringValue.ShouldBe("04da6b54-80e4-46f7-96ec-b56ff0331ba9");
        serializer.ContainsUnknowns.ShouldBeTrue();
    }

    [Fact]
    public async Task Serialize_Secret_IsSigned()
    {
        var value = await new Serializer(default).SerializeAsync("test", (Input<string>)Output.CreateSecret("s"));

        value.StructValue.Fields["4dabf18193072939515e22adb298388d"].StringValue.ShouldBe("1b47061264138c4ac30d75fd1eb44270");
        value.StructValue.Fields["value"].StringValue.ShouldBe("s");
    }

    [Fact]
    public async Task Serialize_ListWithUnknownAndSecret_MarksOnlyThose()
    {
        InputList<string> list = new Input<string>[] { "a", Outputs.Unknown<string>(), Output.CreateSecret("s") };
        var value = await new Serializer(default).SerializeAsync("test", list);

        value.ListValue.Values.Select(v => v.KindCase).ShouldBe(
            [Value.KindOneofCase.StringValue, Value.KindOneofCase.StringValue, Value.KindOneofCase.StructValue]);
        value.ListValue.Values[1].StringValue.ShouldBe(WireConstants.UnknownValue);
    }

    [Fact]
    public async Task Serialize_MapWithNullValue_DropsIt()
    {
        var map = new InputMap<string?> { { "a", (string?)null }, { "b", "x" } };

        (await new Serializer(default).SerializeAsync("test", map)).ToString().ShouldBe("""{ "b": "x" }""");
    }

    [Fact]
    public async Task Serialize_KeepingOutputValues_TellsDependencies()
    {
        var serializer = new Serializer(new SerializerOptions(KeepResources: true, KeepOutputValues: true));
        var value = await serializer.SerializeAsync("test", Output.CreateSecret(Outputs.Of(1, _a)));
        var plain = await serializer.SerializeAsync("test", Output.Create(1));
        var unknown = await serializer.SerializeAsync("test", Outputs.Unknown<int>());

        var fields = value.StructValue.Fields;
        fields[WireConstants.SignatureKey].StringValue.ShouldBe(WireConstants.OutputValueSignature);
        fields["value"].NumberValue.ShouldBe(1);
        fields["secret"].BoolValue.ShouldBeTrue();
        fields["dependencies"].ListValue.Values.Single().StringValue.ShouldBe(Outputs.UrnOfA);
        plain.NumberValue.ShouldBe(1);
        unknown.StructValue.Fields.Keys.ShouldBe([WireConstants.SignatureKey]);
    }

    [Fact]
    public async Task Serialize_Resource_IsReferenceOrId()
    {
        var resource = new DependencyResource(Outputs.UrnOfA, "i-1");
        var serializer = new Serializer(new SerializerOptions(KeepResources: true));
        var reference = (await serializer.SerializeAsync("test", resource)).StructValue.Fields;
        var id = await new Serializer(default).SerializeAsync("test", resource);

        reference[WireConstants.SignatureKey].StringValue.ShouldBe(WireConstants.ResourceSignature);
        reference["urn"].StringValue.ShouldBe(Outputs.UrnOfA);
        reference["id"].StringValue.ShouldBe("i-1");
        id.StringValue.ShouldBe("i-1");
        serializer.Dependencies.ShouldBe([resource]);
    }

    [Fact]
    public async Task Serialize_Assets_AreSignedWithoutHash()
    {
        var archive = new AssetArchive(new Dictionary<string, AssetOrArchive>
        {
            ["file"] = new FileAsset("a.txt"),
            ["text"] = new StringAsset("t"),
            ["remote"] = new RemoteArchive("https://example.invalid/a.zip"),
        });
        var value = await new Serializer(default).SerializeAsync("test", archive);

        value.StructValue.Fields[WireConstants.SignatureKey].StringValue.ShouldBe(WireConstants.ArchiveSignature);
        var assets = value.StructValue.Fields["assets"].StructValue.Fields;
        assets["file"].StructValue.Fields["path"].StringValue.ShouldBe("a.txt");
        assets["text"].StructValue.Fields["text"].StringValue.ShouldBe("t");
        assets["remote"].StructValue.Fields.Keys.Sorted().ShouldBe([WireConstants.SignatureKey, "uri"]);
    }

    [Theory]
    [InlineData(1L)]
    [InlineData('c')]
    public async Task Serialize_UnsupportedType_NamesPlaceAndType(object value) =>
        (await Should.ThrowAsync<InvalidOperationException>(new Serializer(default).SerializeAsync("bucket.name", value)))
            .Message.ShouldBe($"bucket.name is a {value.GetType()}, which is not a supported argument type.");

    [Fact]
    public async Task Serialize_Task_IsRefused() =>
        (await Should.ThrowAsync<InvalidOperationException>(new Serializer(default).SerializeAsync("bucket.name", Task.FromResult(1))))
            .Message.ShouldContain("Output.Create");

    [Fact]
    public async Task SerializeProperties_JsonInput_IsTextWithSecretnessOfTheWhole()
    {
        var policy = Output.Create(ImmutableDictionary<string, object>.Empty.Add("a", 1).Add("b", Output.CreateSecret("s")));
        var args = new BucketArgs { Name = "n", Policy = policy };
        var properties = await SerializedProperties.SerializeAsync("test", args.ToDictionary(), default);

        var signed = properties.Object.Fields["policy"].StructValue.Fields;
        signed[WireConstants.SignatureKey].StringValue.ShouldBe(WireConstants.SecretSignature);
        signed["value"].StringValue.ShouldBe("""{ "a": 1, "b": "s" }""");
    }

    [Fact]
    public void ToDictionary_RequiredMissing_NamesTheMember() =>
        Should.Throw<ArgumentNullException>(() => new BucketArgs().ToDictionary()).Message.ShouldContain("BucketArgs.Name is required");

    [Fact]
    public async Task SerializeProperties_DependenciesOfEach_AreKeptApart()
    {
        var args = new BucketArgs { Name = Outputs.Of("n", _a), Size = 1, Tags = { ["t"] = Outputs.Of("v", Outputs.Reference(Outputs.UrnOfB)) } };
        var properties = await SerializedProperties.SerializeAsync("test", args.ToDictionary(), default);

        properties.Object.Fields.Keys.ShouldBe(["name", "size", "tags"]);
        properties.Dependencies["name"].ShouldBe([_a]);
        properties.Dependencies["size"].ShouldBeEmpty();
        properties.Dependencies["tags"].Count.ShouldBe(1);
    }
}
