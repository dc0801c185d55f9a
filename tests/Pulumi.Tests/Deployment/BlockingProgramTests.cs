using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Infra.Protocol.Grpc;
using Pulumi.Utilities;

namespace Pulumi.Tests;

/// <summary>Programs that block in their own code: neither the engine's next answer nor a resource's other outputs may wait for that.</summary>
/// <remarks>A program has no synchronization context; a test has one, which Task.Run leaves behind.</remarks>
public sealed class BlockingProgramTests
{
    private static readonly Dictionary<string, Func<Bucket, Task>> _code = new(StringComparer.Ordinal)
    {
        ["Apply"] = a => OutputUtilities.GetValueAsync(a.Name.Apply(_ => Block(a))),
        ["Apply of what was applied"] = a => OutputUtilities.GetValueAsync(Output.Tuple(a.Name, a.Size).Apply(_ => Block(a))),
        ["GetValueAsync"] = a => BlockAfterAsync(OutputUtilities.GetValueAsync(a.Name), a),
        ["GetIsKnownAsync"] = a => BlockAfterAsync(OutputUtilities.GetIsKnownAsync(a.Name), a),
        ["GetDependenciesAsync"] = a => BlockAfterAsync(OutputUtilities.GetDependenciesAsync(a.Name), a),
        ["IsSecretAsync"] = a => BlockAfterAsync(Output.IsSecretAsync(a.Name), a),
        ["InputList"] = async a =>
        {
            InputList<string> list = a.Name.Apply(name => ImmutableArray.Create(name));
            await foreach (var item in list)
            {
                Block(a);
            }
        },
        ["InputMap"] = async a =>
        {
            InputMap<string> map = a.Name.Apply(name => ImmutableDictionary<string, string>.Empty.Add("name", name));
            await foreach (var entry in map)
            {
                Block(a);
            }
        },
        ["JsonSerialize"] = a => OutputUtilities.GetValueAsync(Output.JsonSerialize(a.Name, new JsonSerializerOptions { Converters = { new BlockingConverter(a) } })),
        ["InvokeAsync"] = a => BlockAfterAsync(Deployment.Instance.InvokeAsync("test:index:lookup", Arguments(a)), a),
        ["InvokeAsync, unknown"] = a => BlockAfterAsync(Deployment.Instance.InvokeAsync<string>("test:index:lookup", Arguments(a, Outputs.Unknown<string>())), a),
        ["StackReference"] = a => BlockAfterAsync(new StackReference("other").GetOutputDetailsAsync("name"), a),
    };

    public static TheoryData<string> Places => [.. _code.Keys];

    [Theory]
    [MemberData(nameof(Places))]
    public Task Run_ProgramBlocksAfterAnOutput_GoesOn(string place) => GoesOnAsync(place, hasExchange: true);

    [Theory]
    [MemberData(nameof(Places))]
    public Task Run_ProgramOfPulumisEngineBlocksAfterAnOutput_GoesOn(string place) => GoesOnAsync(place, hasExchange: false);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Run_ProgramBlocksAfterARefusal_GoesOn(bool hasExchange)
    {
        var declared = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var engine = new FakeEngine(hasExchange);
        engine.OnRegister = async (request, token) =>
        {
            if (request.Name != "a")
            {
                return engine.Echo(request);
            }

            await declared.Task.WaitAsync(token);
            throw new GrpcException(StatusCode.InvalidArgument, "no such type");
        };

        (await Task.Run(() => engine.RunAsync(async () =>
        {
            var work = CatchAsync(new Bucket("a", new BucketArgs { Name = "n" }));
            declared.SetResult();
            await work;
            return ImmutableDictionary<string, object?>.Empty;
        }))).ShouldBe(32);

        engine.Registered.ShouldContain(r => r.Name == "later");
    }

    private static async Task GoesOnAsync(string place, bool hasExchange)
    {
        var declared = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var engine = new FakeEngine(hasExchange);
        engine.OnRegister = async (request, token) =>
        {
            if (request.Name == "a")
            {
                await declared.Task.WaitAsync(token);
            }

            return engine.Echo(request);
        };
        var read = engine.OnRead;
        engine.OnRead = request =>
        {
            declared.Task.GetAwaiter().GetResult();
            return read(request);
        };

        (await Task.Run(() => engine.RunAsync(async () =>
        {
            var work = _code[place](new Bucket("a", new BucketArgs { Name = "n", Size = 1 }));
            declared.SetResult();
            await work;
            return ImmutableDictionary<string, object?>.Empty;
        }))).ShouldBe(0);

        engine.Registered.ShouldContain(r => r.Name == "later");
    }

    private static DictionaryInvokeArgs Arguments(Bucket a, params Output<string>[] others) =>
        new(ImmutableDictionary<string, object?>.Empty.Add("name", a.Name).Add("others", others));

    private static async Task BlockAfterAsync(Task output, Bucket a)
    {
        await output;
        Block(a);
    }

    private static async Task CatchAsync(Bucket a)
    {
        try
        {
            await OutputUtilities.GetValueAsync(a.Name);
        }
        catch (ResourceException)
        {
            Later();
        }
    }

    /// <summary>Waits for an output that is completed after the name, and for another answer.</summary>
    private static string Block(Bucket a)
    {
        OutputUtilities.GetValueAsync(a.Urn).GetAwaiter().GetResult();
        return Later();
    }

    private static string Later() => OutputUtilities.GetValueAsync(new Bucket("later", new BucketArgs { Name = "n" }).Urn).GetAwaiter().GetResult();

    private sealed class BlockingConverter(Bucket a) : JsonConverter<string>
    {
        public override string Read(ref Utf8JsonReader reader, System.Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(Block(a));
    }
}
