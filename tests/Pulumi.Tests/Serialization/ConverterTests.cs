using System.Collections.Immutable;
using System.Text.Json;
using FsCheck.Xunit;
using Google.Protobuf.WellKnownTypes;
using Pulumi.Serialization;

namespace Pulumi.Tests;

public sealed class ConverterTests
{
    private readonly List<string> _warnings = [];

    [Fact]
    public void Convert_OutputType_UsesItsConstructor()
    {
        var rule = ConvertTo<Rule>("""{"port":80,"level":"high","hosts":["a"],"full_name":"f"}""");

        rule.Port.ShouldBe(80);
        rule.Level.ShouldBe(Level.High);
        rule.Hosts.ShouldBe(["a"]);
        rule.FullName.ShouldBe("f");
    }

    [Fact]
    public void Convert_OutputTypeWithMissingFields_HasDefaults()
    {
        var rule = ConvertTo<Rule>("""{"port":80}""");

        rule.Level.ShouldBeNull();
        rule.Hosts.ShouldBeEmpty();
        rule.FullName.ShouldBeNull();
    }

    [Fact]
    public void Convert_Supported_IsThatType()
    {
        ConvertTo<int>("3").ShouldBe(3);
        ConvertTo<int?>("null").ShouldBeNull();
        ConvertTo<bool>("true").ShouldBeTrue();
        ConvertTo<DayOfWeek>("1").ShouldBe(DayOfWeek.Monday);
        ConvertTo<Level>("\"high\"").ShouldBe(Level.High);
        ConvertTo<Union<string, int>>("3").AsT1.ShouldBe(3);
        ConvertTo<ImmutableDictionary<string, ImmutableArray<int>>>("""{"a":[1,2]}""")["a"].ShouldBe([1, 2]);
        ConvertTo<JsonElement>("""{"a":[1]}""").GetRawText().ShouldBe("""{"a":[1]}""");
        ConvertTo<object>("1").ShouldBe(1d);
        _warnings.ShouldBeEmpty();
    }

    [Fact]
    public void Convert_WrongType_WarnsWithPlaceAndIsDefault()
    {
        ConvertTo<ImmutableArray<int>>("""[1,"x"]""").ShouldBeEmpty();
        ConvertTo<int>("1.5").ShouldBe(0);

        _warnings.ShouldBe(["test[1]: expected Int32, got String.", "test: expected Int32, got Double."]);
    }

    [Fact]
    public void Convert_DiscriminatedUnion_IsTheClassOfItsTag() =>
        ConvertTo<IShape>("""{"kind":"circle","radius":2}""").ShouldBeOfType<Circle>().Radius.ShouldBe(2);

    [Property(MaxTest = 50)]
    public void Convert_SerializedMapOfLists_IsTheSame(Dictionary<int, string?[]> values)
    {
        var map = values.ToImmutableDictionary(v => $"k{v.Key}", v => v.Value.ToImmutableArray());
        var serialized = new Serializer(default).SerializeAsync("test", map).GetAwaiter().GetResult();
        var back = Converter.Convert<ImmutableDictionary<string, ImmutableArray<string?>>>("test", Deserializer.Deserialize(serialized), _warnings.Add);

        back.Value.Keys.Order().ShouldBe(map.Keys.Order());
        foreach (var (key, items) in map)
        {
            back.Value[key].ShouldBe(items);
        }
    }

    private T ConvertTo<T>(string json) =>
        Converter.Convert<T>("test", Deserializer.Deserialize(Google.Protobuf.JsonParser.Default.Parse<Value>(json)), _warnings.Add).Value;

    [DiscriminatedUnionDiscriminator("kind")]
    [DiscriminatedUnionCase("circle", typeof(Circle))]
    private interface IShape;

    [OutputType]
    private sealed class Circle : IShape
    {
        public readonly int Radius;

        [OutputConstructor]
        private Circle(int radius) => Radius = radius;
    }
}
