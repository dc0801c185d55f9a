using System.Collections.Immutable;
using System.Globalization;
using System.IO.Hashing;
using System.Text;
using System.Text.Json.Nodes;
using FsCheck.Xunit;
using Infra.Engine.Diagnostics;
using Infra.Engine.Plan;
using Infra.Engine.State;
using Infra.Engine.Tests.Support;
using Infra.Protocol.Properties;

namespace Infra.Engine.Tests.State;

/// <summary>State files and journals that were damaged or made up: each is read right, or refused with its place and left as it was.</summary>
public sealed class StateFuzzTests : IDisposable
{
    private const string Key = Signatures.Key;

    /// <summary>What is put in the place of any value; @@ takes the quotes off, ## makes two names one, ^^ is half a character: what no library writes.</summary>
    private static readonly string[] _values =
    [
        "null", "true", "-1", "0.5", "\"@@1e999@@\"", "\"\"", "\"5\"", "\"urn:pulumi:dev::demo::a:b:C::n\"", "\"^^\"", "[]", "{}", "[[]]", "[null]", "{\"a\":1,\"a##\":2}",
        $"{{\"{Key}\":\"nonsense\"}}", $"{{\"{Key}\":\"{Signatures.Secret}\"}}", $"{{\"{Key}\":\"{Signatures.Secret}\",\"ciphertext\":\"v1:AA==:AA==\"}}",
        $"{{\"{Key}\":\"{Signatures.Secret}\",\"plaintext\":\"{{\"}}", $"{{\"{Key}\":\"{Signatures.Float}\",\"value\":\"7ff8000000000000\"}}", $"{{\"{Key}\":\"{Signatures.Float}\",\"value\":\"x\"}}",
        $"{{\"{Key}\":\"{Signatures.Archive}\",\"assets\":[]}}", "{\"create\":1}", "{\"create\":\"@@1e300@@\"}", "{\"one\":[\"urn:pulumi:dev::demo::demo:index:Thing::one\"],\"one##\":[]}", "\"creating\"", "\"0001-01-01T00:00:00Z\"",
    ];

    private static readonly string[] _names =
        ["urn", "type", "id", "custom", "delete", "provider", "parent", "dependencies", "propertyDependencies", "customTimeouts", "replacementTrigger", "created", "external", "taint", "inputs", "plugins", "zzz", "type", "resource"];

    private readonly Stacks _stacks = new(inMemory: true);

    private string Journal => _stacks.JournalFile;

    public void Dispose() => _stacks.Dispose();

    [Property(MaxTest = 1500)]
    public async Task Load_OfAStateWithChangedParts_IsRightOrRefused(int seed) => await CheckAsync(Mutate(await WholeAsync(), new Random(seed)));

    [Property(MaxTest = 1000)]
    public async Task Load_OfAStateWithDamagedBytes_IsRightOrRefused(int seed)
    {
        var random = new Random(seed);
        var bytes = Encoding.UTF8.GetBytes(await WholeAsync());
        for (var i = 0; i <= random.Next(3); i++)
        {
            bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
        }

        await CheckAsync(random.Next(4) == 0 ? bytes[..random.Next(bytes.Length)] : bytes);
    }

    [Theory]
    [InlineData("""{"version":3,"checkpoint":{"latest":{"resources":[{"urn":"urn:pulumi:dev::demo::a:b:C::n","custom":false,"type":"a:b:C","customTimeouts":{"create":1e999}}]}}}""")]
    [InlineData("""{"version":3,"checkpoint":{"latest":{"resources":[{"urn":"urn:pulumi:dev::demo::a:b:C::n","custom":false,"type":"a:b:C","customTimeouts":{"create":1e300}}]}}}""")]
    [InlineData("""{"version":3,"checkpoint":{"latest":{"resources":[{"urn":"urn:pulumi:dev::demo::a:b:C::n","custom":false,"type":"a:b:C","inputs":{"a":1e999}}]}}}""")]
    [InlineData("""{"version":3,"checkpoint":{"latest":{"manifest":{"plugins":1,"plugins":2}}}}""")]
    [InlineData("""{"version":3,"checkpoint":{"latest":{"pending_operations":[{"resource":{"urn":"urn:pulumi:dev::demo::a:b:C::n","custom":false,"type":"a:b:C"},"type":"7"}]}}}""")]
    [InlineData("""{"version":3,"checkpoint":{"latest":{"pending_operations":[{"resource":{"urn":"urn:pulumi:dev::demo::a:b:C::n","custom":false,"type":"a:b:C"},"type":"creating,updating"}]}}}""")]
    [InlineData("""{"version":3,"checkpoint":{"latest":{"resources":[{"urn":"urn:pulumi:dev::demo::a:b:C::n","custom":false,"type":"a:b:\ud800"}]}}}""")]
    public async Task Load_OfWhatNoStateCanSay_IsRefusedAndKept(string text)
    {
        _stacks.Open().Create("dev");
        File.WriteAllText(_stacks.StateFile, text);
        await using var store = _stacks.Open().OpenStack("dev", _stacks.Secrets, write: true);

        (await Should.ThrowAsync<InfraException>(store.LoadAsync(default))).Code.ShouldBe(DiagnosticCodes.StateUnreadable);

        File.ReadAllText(_stacks.StateFile).ShouldBe(text);
    }

    [Theory]
    [InlineData(150)]
    [InlineData(300)]
    [InlineData(100_000)]
    public async Task Load_OfDeepNesting_IsRightOrRefused(int levels)
    {
        await WholeAsync();
        var deep = $"{string.Concat(Enumerable.Repeat("[", levels))}{string.Concat(Enumerable.Repeat("]", levels))}";
        var text = (await WholeAsync()).Replace("\"count\":3", $"\"count\":{deep}", StringComparison.Ordinal);
        text.ShouldContain("[[[");

        await CheckAsync(Encoding.UTF8.GetBytes(text));
        await CheckAsync(Encoding.UTF8.GetBytes(text.Replace("\"count\"", "\"zzz\"", StringComparison.Ordinal).Replace("\"inputs\"", "\"unknown\"", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task ReadSalt_OfADeepState_FindsIt()
    {
        var deep = $"{string.Concat(Enumerable.Repeat("[", 150))}{string.Concat(Enumerable.Repeat("]", 150))}";
        File.WriteAllText(_stacks.StateFile, (await WholeAsync()).Replace("\"count\":3", $"\"count\":{deep}", StringComparison.Ordinal));

        _stacks.Open().ReadSalt("dev").ShouldBe(_stacks.Secrets.Salt);
        _stacks.Open().List().Single().ResourceCount.ShouldBe(3);
    }

    /// <summary>Every line has a check value; here they are right, as from somebody who made the journal up.</summary>
    [Property(MaxTest = 1000)]
    public async Task Load_OfAJournalWithChangedParts_IsRightOrRefused(int seed)
    {
        var lines = (await JournalAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var random = new Random(seed);
        var at = random.Next(lines.Length);
        lines[at] = Line(Mutate(lines[at][17..], random));

        await CheckAsync(lines);
    }

    [Theory]
    [InlineData("""[{"record":"begun","number":1,"type":"creating"}]""")]
    [InlineData("""[{"record":"begun","number":1,"type":"99","resource":{"urn":"u","type":"t"}}]""")]
    [InlineData("""[{"record":"ended"}]""")]
    [InlineData("""[{"record":"ended","number":1,"remove":99,"mark":-1}]""")]
    [InlineData("""[{"record":"ended","number":1,"remove":-1,"mark":-1,"marked":{"urn":"u","type":"t"}}]""")]
    [InlineData("""[{"record":"amended"}]""")]
    [InlineData("""[{"record":"amended","resource":{"urn":"u","type":"t"}}]""")]
    [InlineData("""[{"record":"nonsense"}]""")]
    [InlineData("""[7]""")]
    [InlineData("""[""")]
    public async Task Load_OfARecordThatCannotBe_IsRefusedAndKept(string record)
    {
        var lines = (await JournalAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var text = string.Join('\n', [lines[0], Line(record), ""]);
        File.WriteAllText(Journal, text);
        await using var store = _stacks.Open().OpenStack("dev", _stacks.Secrets, write: true);

        (await Should.ThrowAsync<InfraException>(store.LoadAsync(default))).Code.ShouldBe(DiagnosticCodes.StateUnreadable);

        File.ReadAllText(Journal).ShouldBe(text);
    }

    [Fact]
    public async Task Load_OfAJournalWithDamagedBytes_IsRightOrRefused()
    {
        var whole = Encoding.UTF8.GetBytes(await JournalAsync());
        var random = new Random(20261126);
        for (var i = 0; i < 400; i++)
        {
            var bytes = whole.ToArray();
            bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            File.WriteAllBytes(Journal, bytes);
            await TryLoadAsync($"case {i}");
        }
    }

    [Fact]
    public void Unpack_OfWhatGrowsWithoutEnd_IsRefused()
    {
        foreach (var suffix in Compression.Suffixes.Skip(1))
        {
            var bomb = Compression.Pack(new byte[1_000_000], suffix);

            bomb.Length.ShouldBeLessThan(10_000);
            Should.Throw<InvalidDataException>(() => Compression.Unpack(bomb, maximum: 100_000)).Message.ShouldContain("larger than");
        }
    }

    [Fact]
    public async Task History_WithADamagedEntry_ListsTheOthers()
    {
        await WholeAsync();
        var directory = Path.Combine(_stacks.Directory.Path, ".pulumi", "history", "demo", "dev");
        await using (var store = _stacks.Open().OpenStack("dev", _stacks.Secrets, write: true))
        {
            await store.AddHistoryAsync(new UpdateRecord("update", _stacks.Clock.GetUtcNow(), _stacks.Clock.GetUtcNow(), "", true, ImmutableSortedDictionary<string, int>.Empty), default);
        }

        File.WriteAllBytes(Path.Combine(directory, "dev-1.history.json.gz"), [0x1f, 0x8b, 1, 2, 3]);
        File.WriteAllText(Path.Combine(directory, "dev-2.history.json"), """{"kind":"update","startTime":1,"endTime":1,"message":"","result":"","resourceChanges":{"a":1,"a":2}}""");
        File.WriteAllText(Path.Combine(directory, "x.history.json"), "");

        _stacks.Open().History("dev").Count.ShouldBe(1);
    }

    private async Task<string> WholeAsync()
    {
        if (!_stacks.Open().Exists("dev"))
        {
            _stacks.Open().Create("dev");
            await using var store = _stacks.Open().OpenStack("dev", _stacks.Secrets, write: true);
            var thing = Stacks.Sample().Resources[2];
            await store.SaveAsync(
                Stacks.Sample() with
                {
                    Resources =
                    [
                        .. Stacks.Sample().Resources[..2],
                        thing with { CustomTimeouts = new(1, 2, 3), PropertyDependencies = ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty.Add("one", [thing.Parent]), ReplacementTrigger = 1 },
                    ],
                    PendingOperations = [new PendingOperation(Stacks.Resource("two"), PendingOperationType.Creating)],
                },
                default);
            File.Copy(_stacks.StateFile, _stacks.StateFile + ".whole");
        }

        return await File.ReadAllTextAsync(_stacks.StateFile + ".whole");
    }

    private async Task<string> JournalAsync()
    {
        if (!File.Exists(Journal + ".whole"))
        {
            await WholeAsync();
            await using (var store = _stacks.Open().OpenStack("dev", _stacks.Secrets, write: true))
            {
                var thing = Stacks.Sample().Resources[2];
                var two = Stacks.Resource("two");
                await store.AppendAsync([new JournalRecord.Begun(1, new PendingOperation(two, PendingOperationType.Creating))], default);
                await store.AppendAsync([new JournalRecord.Ended(1, two, -1, -1, null), new JournalRecord.Amended(two)], default);
                await store.AppendAsync([new JournalRecord.Ended(0, null, -1, 2, thing with { Taint = true }), new JournalRecord.Renamed(thing.Urn, thing.Urn + "x")], default);
            }

            File.Copy(Journal, Journal + ".whole");
        }

        return await File.ReadAllTextAsync(Journal + ".whole");
    }

    private async Task CheckAsync(byte[] content)
    {
        if (File.Exists(Journal))
        {
            File.Delete(Journal);
        }

        File.WriteAllBytes(_stacks.StateFile, content);
        Snapshot loaded;
        try
        {
            await using var store = _stacks.Open().OpenStack("dev", _stacks.Secrets, write: true);
            loaded = await store.LoadAsync(default);
        }
        catch (InfraException e)
        {
            (e.Place.StartsWith(_stacks.StateFile, StringComparison.Ordinal) || e.Code == DiagnosticCodes.SecretUnreadable || e.Code == DiagnosticCodes.SaltMalformed || e.Code == DiagnosticCodes.PassphraseWrong)
                .ShouldBeTrue(e.ToString());
            File.ReadAllBytes(_stacks.StateFile).ShouldBe(content);
            return;
        }

        await using (var store = _stacks.Open().OpenStack("dev", _stacks.Secrets, write: true))
        {
            await store.SaveAsync(loaded, default);
            (await store.LoadAsync(default)).Resources.Zip(loaded.Resources).ShouldAllBe(pair => StateEquality.Same(pair.First, pair.Second));
        }
    }

    private async Task CheckAsync(string[] lines)
    {
        var text = string.Join('\n', [.. lines, ""]);
        File.WriteAllText(Journal, text);
        await TryLoadAsync(text);
        File.ReadAllText(Journal).ShouldBe(text);
    }

    private async Task TryLoadAsync(string what)
    {
        await using var store = _stacks.Open().OpenStack("dev", _stacks.Secrets, write: false);

        var exception = await Record.ExceptionAsync(() => store.LoadAsync(default));

        (exception is null or InfraException).ShouldBeTrue($"{what}\n{exception}");
    }

    private static string Line(string json) => $"{Convert.ToHexStringLower(XxHash3.Hash(Encoding.UTF8.GetBytes(json)))} {json}";

    private static string Line(byte[] json) => Line(Encoding.UTF8.GetString(json));

    /// <summary>The JSON with a few of its values, at any depth, replaced, left out, or joined by another member.</summary>
    private static byte[] Mutate(string json, Random random)
    {
        var root = JsonNode.Parse(json)!;
        for (var i = 0; i <= random.Next(3); i++)
        {
            Change(root, random);
        }

        return Encoding.UTF8.GetBytes(root.ToJsonString().Replace("\"@@", "", StringComparison.Ordinal).Replace("@@\"", "", StringComparison.Ordinal)
            .Replace("##", "", StringComparison.Ordinal).Replace("^^", "\\ud800", StringComparison.Ordinal));
    }

    private static void Change(JsonNode root, Random random)
    {
        var places = Nodes(root).Where(n => n is JsonObject { Count: > 0 } or JsonArray { Count: > 0 }).ToArray();
        if (places.Length == 0)
        {
            return;
        }

        var value = JsonNode.Parse(_values[random.Next(_values.Length)]);
        switch (places[random.Next(places.Length)])
        {
            case JsonObject map when random.Next(4) == 0:
                map[random.Next(3) == 0 ? $"{_names[random.Next(_names.Length)]}{random.Next(9).ToString(CultureInfo.InvariantCulture)}" : _names[random.Next(_names.Length)]] = value;
                break;
            case JsonObject map:
                var key = map.ElementAt(random.Next(map.Count)).Key;
                _ = random.Next(4) == 0 ? map.Remove(key) : (map[key] = value) is null;
                break;
            case JsonArray list when random.Next(4) == 0:
                list.Add(random.Next(2) == 0 ? value : list[random.Next(list.Count)]?.DeepClone());
                break;
            case JsonArray list:
                list[random.Next(list.Count)] = value;
                break;
        }
    }

    private static IEnumerable<JsonNode> Nodes(JsonNode node) => node switch
    {
        JsonObject map => map.Where(m => m.Value is not null).SelectMany(m => Nodes(m.Value!)).Prepend(node),
        JsonArray list => list.OfType<JsonNode>().SelectMany(Nodes).Prepend(node),
        _ => [node],
    };
}
