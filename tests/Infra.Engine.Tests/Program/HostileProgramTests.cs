using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Infra.Engine.Program;
using Infra.Engine.State;
using Infra.Engine.Tests.Support;
using Infra.Engine.Urns;
using Infra.Protocol.Grpc;
using Infra.Protocol.Properties;
using Pulumirpc;
using static Infra.Engine.Tests.Support.TestEngine;

namespace Infra.Engine.Tests.Program;

/// <summary>A program whose messages mean nothing, or harm: each ends in an answer or an error, and the state stays true.</summary>
[Properties(Arbitrary = [typeof(HostileProgramTests)])]
public sealed class HostileProgramTests
{
    private static readonly string _stack = Urn.RootStack("dev", "proj");
    private static readonly string[] _urns =
    [
        "", _stack, UrnOf("a"), UrnOf("b"), UrnOf("c"), UrnOf("box", "my:index:Component"), UrnOf("nobody"), "garbage", "urn:pulumi:", "urn:pulumi:::::::", "::", "urn:pulumi:other::proj::test:index:Thing::a",
        UrnOf("p", "pulumi:providers:test"), UrnOf("a") + "::id-1", UrnOf("p", "pulumi:providers:test") + "::x", "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
    ];

    private static readonly string[] _parents = _urns[..7];

    private static readonly string[] _types =
    [
        ThingType, ThingType, ThingType, ThingType, "my:index:Component", "pulumi:pulumi:Stack", "pulumi:providers:test", "pulumi:providers:", "pulumi:providers:nowhere", "pulumi:pulumi:StackReference", "", "a", "::", "test:index:Thing$test:index:Thing",
        "te st:index:Thing", "pulumi-nodejs:dynamic:Resource", "../x:index:Y",
    ];

    private static readonly string[] _names = ["a", "b", "c", "d", "box", "", "a::b", "x\0", "x\n", new string('n', 100_000), "é\U0001F600", "proj-dev"];
    private static readonly string[] _paths = ["size", "*", "[", "a[2147483647]", "a[99999999999]", "a[\"", ".", "", "made", string.Concat(Enumerable.Repeat("a.", 20_000)) + "a", "#initerror"];
    private static readonly string[] _durations = ["", "5m", "x", "-1s", new string('1', 100_000), "1e9h", "99999999999h", "0"];
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(60);

    private readonly TestEngine _engine = new();

    /// <summary>What such a program sends, in this order. Printed as JSON, as protobuf has it.</summary>
    public static Arbitrary<IMessage[]> Requests() => Arb.From(RequestGen().ListOf().Select(r => r.Take(8).ToArray()), Fewer);

    [Property(MaxTest = 200)]
    public async Task Up_OfAHostileProgram_EndsAndKeepsTheStateTrue(IMessage[] requests, bool atOnce, bool goesOn, bool exchange)
    {
        var engine = new TestEngine();
        (await engine.UpAsync(GoodAsync)).Outcome.ShouldBe(OperationOutcome.Succeeded);

        await engine.UpAsync(
            async program =>
            {
                await program.StackAsync();
                await using var client = await HostileClient.StartAsync(program, new Nobody(), exchange);
                if (atOnce)
                {
                    await Task.WhenAll(requests.Select(client.SendAsync));
                    return;
                }

                foreach (var request in requests)
                {
                    await client.SendAsync(request);
                }
            },
            o => o with { ContinueOnError = goesOn, IgnoreProtect = true }).WaitAsync(_limit);

        Agree(engine);
        var good = await engine.UpAsync(GoodAsync, o => o with { IgnoreProtect = true });
        good.Outcome.ShouldBe(OperationOutcome.Succeeded, engine.ToString());
        Agree(engine);
    }

    [Theory]
    [InlineData("dependencies")]
    [InlineData("propertyDependencies")]
    [InlineData("deletedWith")]
    [InlineData("replaceWith")]
    [InlineData("provider")]
    public async Task Register_OfAResourceThatNeedsItself_IsRefusedAndWaitsForNothing(string how)
    {
        var own = UrnOf("a");
        var request = new RegisterResourceRequest { Type = ThingType, Name = "a", Custom = true, DeletedWith = how == "deletedWith" ? own : "", Provider = how == "provider" ? own + "::id" : "" };
        request.Dependencies.AddRange(how == "dependencies" ? [own] : []);
        request.ReplaceWith.AddRange(how == "replaceWith" ? [own] : []);
        if (how == "propertyDependencies")
        {
            request.PropertyDependencies.Add("size", new RegisterResourceRequest.Types.PropertyDependencies { Urns = { own } });
        }

        (await SendAsync([request])).ShouldBe(OperationOutcome.Failed);

        _engine.Errors.ShouldHaveSingleItem().ShouldContain("depends on itself");
    }

    [Fact]
    public async Task Register_WithAnAliasThatIsNoUrn_FailsAndItsDependentsHearOfIt()
    {
        var broken = new RegisterResourceRequest { Type = ThingType, Name = "a", Custom = true, Aliases = { new Alias { Spec = new Alias.Types.Spec { ParentUrn = "garbage" } } } };
        var dependent = new RegisterResourceRequest { Type = ThingType, Name = "b", Custom = true, Dependencies = { UrnOf("a") } };

        (await SendAsync([broken, dependent], o => o with { ContinueOnError = true })).ShouldBe(OperationOutcome.Failed);

        _engine.Errors.ShouldHaveSingleItem().ShouldContain("garbage");
        _engine.Ledger.Things.ShouldBeEmpty();
    }

    [Fact]
    public async Task Register_OfPropertiesThatMeanNothing_FailsTheRunSoThatNothingIsDeleted()
    {
        await _engine.UpAsync(GoodAsync);
        var nonsense = new Struct { Fields = { ["size"] = Value.ForStruct(new Struct { Fields = { [Signatures.Key] = Value.ForString("nonsense") } }) } };

        (await SendAsync([new RegisterResourceRequest { Type = ThingType, Name = "a", Custom = true, Object = nonsense }])).ShouldBe(OperationOutcome.Failed);

        _engine.Errors.ShouldHaveSingleItem().ShouldContain("property 'size'");
        _engine.Calls.ShouldBeEmpty();
        _engine.ShouldAgreeWithLedger();
    }

    [Fact]
    public async Task RegisterOutputs_OfAResourceWithAProvider_IsRefusedAndKeepsItsOutputs()
    {
        var statuses = new List<StatusCode>();

        (await SendAsync(
            [
                new RegisterResourceRequest { Type = ThingType, Name = "a", Custom = true },
                new RegisterResourceOutputsRequest { Urn = UrnOf("a"), Outputs = new Struct { Fields = { ["made"] = Value.ForString("lie") } } },
            ],
            statuses: statuses)).ShouldBe(OperationOutcome.Succeeded);

        statuses.ShouldBe([StatusCode.OK, StatusCode.Unknown]);
        _engine.ShouldAgreeWithLedger();
    }

    [Fact]
    public async Task Read_OfWhatIsNotThere_IsAnErrorEvenWhenTheRunGoesOn()
    {
        var statuses = new List<StatusCode>();

        await SendAsync([new ReadResourceRequest { Type = ThingType, Name = "x", Id = "nowhere" }], o => o with { ContinueOnError = true }, statuses);

        statuses.ShouldBe([StatusCode.Internal]);
        _engine.Errors.ShouldHaveSingleItem().ShouldContain("'nowhere' does not exist");
    }

    [Fact]
    public async Task Numbers_ThatAreNotFinite_AreKept()
    {
        var inputs = new Struct { Fields = { ["nan"] = Value.ForNumber(double.NaN), ["most"] = Value.ForNumber(double.PositiveInfinity) } };

        (await SendAsync([new RegisterResourceRequest { Type = ThingType, Name = "a", Custom = true, Object = inputs }])).ShouldBe(OperationOutcome.Succeeded);

        _engine.State("a").Inputs.ShouldBe(PropertyMap.Empty.With("nan", double.NaN).With("most", double.PositiveInfinity));
    }

    [Theory]
    [InlineData("1", 100_000)]
    [InlineData("1s", 100_000)]
    [InlineData(".", 100_000)]
    public void Duration_OfAnyLength_IsReadInNoTime(string piece, int times) =>
        GoDuration.TryParse(string.Concat(Enumerable.Repeat(piece, times))).ShouldBeNull();

    private static async Task GoodAsync(TestProgram.Client program)
    {
        await program.StackAsync();
        var box = await program.ComponentAsync("box");
        var a = await program.ThingAsync("a", PropertyMap.Empty.With("size", 1));
        await program.ThingAsync("b", PropertyMap.Empty.With("size", 1).With("of", a.Id), goal => goal with { Dependencies = [a.Urn], Parent = box.Urn });
        await program.OutputsAsync(PropertyMap.Empty.With("a", a.Id));
    }

    /// <summary>What is in the state exists, and what exists is in the state; things that are only read apart.</summary>
    private static void Agree(TestEngine engine)
    {
        engine.Store.Violations.ShouldBeEmpty(engine.ToString());
        SnapshotIntegrity.Verify(engine.Store.Current).ShouldBeNull(engine.ToString());
        var managed = engine.Store.Current.Resources.Where(r => r is { Custom: true, External: false, PendingReplacement: false } && !Urn.IsProviderType(r.Type));
        managed.Select(r => r.Id).Order(StringComparer.Ordinal).ShouldBe(engine.Ledger.Things.Keys.Order(StringComparer.Ordinal), engine.ToString());
    }

    private async Task<OperationOutcome> SendAsync(IMessage[] requests, Func<Operation, Operation>? options = null, List<StatusCode>? statuses = null)
    {
        var result = await _engine.UpAsync(
            async program =>
            {
                await program.StackAsync();
                await using var client = await HostileClient.StartAsync(program, new Nobody(), exchange: false);
                foreach (var request in requests)
                {
                    var status = await client.SendAsync(request);
                    statuses?.Add(status);
                }
            },
            options).WaitAsync(_limit);
        return result.Outcome;
    }

    private static Gen<IMessage> RequestGen() => Gen.Choose(0, int.MaxValue).Select(seed => Draw(new Random(seed)));

    private static IMessage Draw(Random random) => random.Next(12) switch
    {
        0 => new ReadResourceRequest { Type = One(random, _types), Name = One(random, _names), Parent = One(random, _urns), Id = One(random, "nowhere", "", "04da6b54-80e4-46f7-96ec-b56ff0331ba9"), Properties = Properties(random), Provider = Rarely(random, _urns) },
        1 => new RegisterResourceOutputsRequest { Urn = One(random, _urns), Outputs = Properties(random) },
        2 => new ResourceInvokeRequest { Tok = One(random, [.. _types, "test:index:get", "pulumi:pulumi:getResource", "pulumi:pulumi:readStackOutputs"]), Args = Properties(random), Provider = Rarely(random, _urns) },
        3 => new LogRequest { Severity = (LogSeverity)random.Next(-2, 9), Message = One(random, _names), Urn = One(random, _urns) },
        4 => random.Next(2) == 0 ? new SetRootResourceRequest { Urn = One(random, _urns) } : new ResourceCallRequest { Tok = "x" },
        _ => Registration(random),
    };

    private static RegisterResourceRequest Registration(Random random)
    {
        var request = new RegisterResourceRequest
        {
            Type = One(random, _types),
            Name = One(random, _names),
            Custom = random.Next(5) > 0,
            Parent = One(random, _parents),
            Object = Properties(random),
            Provider = Rarely(random, _urns),
            DeletedWith = random.Next(12) == 0 ? One(random, "garbage", UrnOf("nobody"), UrnOf("a")) : "",
            ImportId = random.Next(20) == 0 ? "nowhere" : "",
            Version = random.Next(20) == 0 ? One(random, "1.0.0", "x", "99999999999.1.1", "../..") : "",
            DeleteBeforeReplace = random.Next(2) == 0,
            DeleteBeforeReplaceDefined = random.Next(3) == 0,
            SupportsResultReporting = random.Next(2) == 0,
            AcceptSecrets = random.Next(2) == 0,
            AcceptResources = random.Next(2) == 0,
            SupportsPartialValues = random.Next(2) == 0,
            Remote = random.Next(30) == 0,
            ReplacementTrigger = random.Next(8) == 0 ? Property(random, 2) : null,
        };
        if (random.Next(8) == 0)
        {
            request.Protect = random.Next(2) == 0;
        }

        if (random.Next(8) == 0)
        {
            request.CustomTimeouts = new RegisterResourceRequest.Types.CustomTimeouts { Create = One(random, _durations), Update = One(random, _durations), Delete = One(random, _durations) };
        }

        Fill(request.Dependencies, _parents);
        Fill(request.ReplaceWith, _urns);
        Fill(request.IgnoreChanges, _paths);
        Fill(request.ReplaceOnChanges, _paths);
        Fill(request.AdditionalSecretOutputs, _paths);
        Fill(request.AliasURNs, _urns);
        for (var i = random.Next(8); i > 6; i--)
        {
            request.Aliases.Add(new Alias { Spec = new Alias.Types.Spec { Name = Rarely(random, _names), Type = Rarely(random, _types), ParentUrn = Rarely(random, _urns), NoParent = false } });
            request.PropertyDependencies[One(random, "size", "other")] = new RegisterResourceRequest.Types.PropertyDependencies { Urns = { One(random, _urns) } };
            request.Providers[One(random, "test", "")] = One(random, _urns);
        }

        return request;

        void Fill(ICollection<string> list, string[] pool)
        {
            for (var i = random.Next(9); i > 6; i--)
            {
                list.Add(One(random, pool));
            }
        }
    }

    private static Struct Properties(Random random)
    {
        var result = new Struct();
        for (var i = random.Next(4); i > 0; i--)
        {
            result.Fields[One(random, "size", "name", "first", "bad", "other", "", "__x", "\0", random.Next(30) == 0 ? Signatures.Key : "made")] = Property(random, 3);
        }

        return result;
    }

    private static Value Property(Random random, int depth) => random.Next(depth > 0 ? 14 : 6) switch
    {
        0 => Value.ForNumber(One(random, 0, 1, double.NaN, double.NegativeInfinity, 1e308)),
        1 => Value.ForString(One(random, [Signatures.Unknown, "x", "", "\0\ufffd", new string('x', 200_000)])),
        2 => Value.ForNull(),
        3 => Value.ForBool(true),
        4 => random.Next(5) == 0 ? new Value() : Value.ForString(random.Next(3).ToString(CultureInfo.InvariantCulture)),
        5 => random.Next(10) == 0 ? Deep(random.Next(2) == 0 ? 60 : 120) : Value.ForNumber(random.Next(3)),
        6 or 7 => Value.ForList(Property(random, depth - 1), Property(random, depth - 1)),
        8 or 9 => Value.ForStruct(new Struct { Fields = { ["k"] = Property(random, depth - 1) } }),
        10 or 11 => Signed(random, Signatures.Secret, depth),
        12 => Signed(random, One(random, Signatures.Output, Signatures.Asset, Signatures.Archive, Signatures.ResourceReference), depth),
        _ => Signed(random, "nonsense", depth),
    };

    private static Value Signed(Random random, string signature, int depth)
    {
        var fields = new Struct { Fields = { [Signatures.Key] = Value.ForString(signature) } };
        foreach (var key in new[] { "value", "text", "path", "urn", "id", "assets", "dependencies" }.Where(_ => random.Next(3) > 0))
        {
            fields.Fields[key] = key switch
            {
                "value" or "assets" => Property(random, depth - 1),
                "dependencies" => Value.ForList(Value.ForString(One(random, _urns))),
                _ => Value.ForString(One(random, "x", "", UrnOf("a"), "/nowhere\0")),
            };
        }

        return Value.ForStruct(fields);
    }

    private static Value Deep(int levels)
    {
        var value = Value.ForBool(true);
        for (var i = 0; i < levels; i++)
        {
            value = Value.ForStruct(new Struct { Fields = { ["d"] = value } });
        }

        return value;
    }

    private static T One<T>(Random random, params ReadOnlySpan<T> choices) => choices[random.Next(choices.Length)];

    private static string Rarely(Random random, string[] pool) => random.Next(6) == 0 ? One(random, pool) : "";

    private static IEnumerable<IMessage[]> Fewer(IMessage[] requests) => requests.Select((_, i) => requests.Where((_, j) => j != i).ToArray());
}
