using FsCheck.Xunit;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Infra.Engine.State;
using Infra.Engine.Tests.Support;
using Infra.Protocol.Grpc;
using Infra.Protocol.Properties;
using Pulumirpc;
using static Infra.Engine.Tests.Support.TestEngine;

namespace Infra.Engine.Tests.Plugins;

/// <summary>A provider that hangs, dies, takes long to end or answers nonsense, in each of its calls: the run ends, and the state is true.</summary>
public sealed class ProviderFaultTests : IAsyncLifetime
{
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(30);
    private readonly ScriptedPlugin _plugin = new();
    private readonly TestEngine _engine = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _plugin.DisposeAsync();

    [Theory]
    [InlineData("CheckConfig", OperationKind.Up, null)]
    [InlineData("Configure", OperationKind.Up, null)]
    [InlineData("Check", OperationKind.Up, null)]
    [InlineData("Diff", OperationKind.Up, null)]
    [InlineData("Create", OperationKind.Up, PendingOperationType.Creating)]
    [InlineData("Update", OperationKind.Up, PendingOperationType.Updating)]
    [InlineData("Read", OperationKind.Refresh, null)]
    [InlineData("Delete", OperationKind.Destroy, PendingOperationType.Deleting)]
    public async Task Abort_WhileACallHangs_EndsTheRunAndKnowsWhatWasUnderWay(string call, OperationKind kind, PendingOperationType? pending)
    {
        await BeginAsync(made: call is not ("Create" or "CheckConfig"));
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _plugin.Before = async (method, token) =>
        {
            if (method == call)
            {
                begun.TrySetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, token);
            }

            return null;
        };
        await using var next = await NextAsync(TimeSpan.FromMilliseconds(200));

        var run = _engine.RunAsync(kind, ProgramAsync);
        await begun.Task.WaitAsync(_limit);
        await _engine.Stop.CancelAsync();
        await _engine.Abort.CancelAsync();
        var result = await run.WaitAsync(_limit);

        result.Outcome.ShouldNotBe(OperationOutcome.Succeeded);
        _engine.Store.Violations.ShouldBeEmpty();
        _engine.Store.Current.PendingOperations.Select(p => (PendingOperationType?)p.Type).ShouldBe(pending is null ? [] : [pending]);

        async Task ProgramAsync(TestProgram.Client program) => await OneAsync(program, call == "Update" ? 2 : 1);
    }

    [Fact]
    public async Task Abort_OfACreateThatEndsInTime_KeepsWhatItMade()
    {
        await BeginAsync(made: false);
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var next = await NextAsync(TimeSpan.FromSeconds(20));
        _plugin.Before = async (method, _) =>
        {
            if (method == "Create")
            {
                begun.TrySetResult();
                await next.Cancelled.Task;
            }

            return null;
        };
        next.Before = _plugin.Before;

        var run = _engine.UpAsync(program => OneAsync(program, 1));
        await begun.Task.WaitAsync(_limit);
        await _engine.Stop.CancelAsync();
        await _engine.Abort.CancelAsync();
        await run.WaitAsync(_limit);

        _engine.Store.Current.PendingOperations.ShouldBeEmpty();
        _engine.State("a").Id.ShouldBe(next.Things.Single());
    }

    [Theory]
    [InlineData("Check", OperationKind.Up, null)]
    [InlineData("Create", OperationKind.Up, PendingOperationType.Creating)]
    [InlineData("Update", OperationKind.Up, PendingOperationType.Updating)]
    [InlineData("Read", OperationKind.Refresh, null)]
    [InlineData("Delete", OperationKind.Destroy, PendingOperationType.Deleting)]
    public async Task Run_WhoseProviderDies_SaysSoAndKnowsWhatWasUnderWay(string call, OperationKind kind, PendingOperationType? pending)
    {
        await BeginAsync(made: call != "Create");
        await using var next = await NextAsync();
        next.Before = async (method, token) =>
        {
            if (method == call)
            {
                _ = next.DisposeAsync().AsTask();
                await Task.Delay(Timeout.InfiniteTimeSpan, token);
            }

            return null;
        };

        var result = await _engine.RunAsync(kind, program => OneAsync(program, call == "Update" ? 2 : 1)).WaitAsync(_limit);

        result.Outcome.ShouldBe(OperationOutcome.Failed);
        _engine.Errors.ShouldHaveSingleItem().ShouldContain($"was lost while it was asked to {call}");
        _engine.Store.Current.PendingOperations.Select(p => (PendingOperationType?)p.Type).ShouldBe(pending is null ? [] : [pending]);
    }

    [Theory]
    [InlineData("", "did not return an ID")]
    [InlineData("04da6b54-80e4-46f7-96ec-b56ff0331ba9", "did not return an ID")]
    public async Task Create_WithoutAnId_StaysPending(string id, string said)
    {
        await using var next = await NextAsync();
        next.Before = (method, _) => Task.FromResult<IMessage?>(method == "Create" ? new CreateResponse { Id = id } : null);

        (await _engine.UpAsync(program => OneAsync(program, 1))).Outcome.ShouldBe(OperationOutcome.Failed);

        _engine.Errors.ShouldHaveSingleItem().ShouldContain(said);
        _engine.Store.Current.PendingOperations.Single().Type.ShouldBe(PendingOperationType.Creating);
    }

    [Fact]
    public async Task Create_ThatHalfFailedWithoutAnId_StaysPending()
    {
        await using var next = await NextAsync();
        next.Before = (method, _) => method == "Create"
            ? throw new GrpcException(StatusCode.Unknown, "half", new ErrorResourceInitFailed { Id = "", Reasons = { "not ready" } })
            : Task.FromResult<IMessage?>(null);

        (await _engine.UpAsync(program => OneAsync(program, 1))).Outcome.ShouldBe(OperationOutcome.Failed);

        _engine.Errors.ShouldHaveSingleItem().ShouldContain("gave no id");
        _engine.Store.Current.PendingOperations.Single().Type.ShouldBe(PendingOperationType.Creating);
        _engine.Store.Current.Resources.ShouldNotContain(r => r.Type == ThingType);
    }

    /// <summary>Every call may be answered by what it never should be.</summary>
    [Property(MaxTest = 150)]
    public async Task Run_WithANonsensicalProvider_EndsAndKeepsTheStateTrue(int seed)
    {
        var random = new Random(seed);
        var engine = new TestEngine();
        for (var i = 0; i < 3; i++)
        {
            await using var plugin = new ScriptedPlugin();
            engine.Provider = await plugin.StartAsync();
            plugin.Before = (method, _) =>
            {
                lock (random)
                {
                    return Task.FromResult(method is "Handshake" or "GetPluginInfo" || random.Next(4) > 0 ? null : Nonsense(method, random));
                }
            };
            var kind = i == 0 ? OperationKind.Up : (OperationKind)random.Next(3);

            var (size, goesOn, refresh) = (random.Next(3), random.Next(2) == 0, random.Next(3) == 0);

            await engine.RunAsync(kind, program => SomeAsync(program, size), o => o with { ContinueOnError = goesOn, Refresh = refresh }).WaitAsync(_limit);

            engine.Store.Violations.ShouldBeEmpty($"seed {seed}\n{engine}");
            SnapshotIntegrity.Verify(engine.Store.Current).ShouldBeNull($"seed {seed}\n{engine}");
            engine.Store.Current.Resources.ShouldAllBe(r => !r.Custom || r.Id.Length > 0, $"seed {seed}\n{engine}");
            plugin.Things.Except(engine.Store.Current.Resources.Select(r => r.Id)).ShouldBeEmpty($"made, told, and forgotten: seed {seed}\n{engine}");
        }
    }

    private static IMessage? Nonsense(string method, Random random)
    {
        // A change or a deletion that is answered by anything else has been done, as far as anybody can tell.
        switch (method == "Delete" ? 0 : random.Next(4))
        {
            case 0:
                throw new GrpcException((StatusCode)random.Next(1, 17), random.Next(2) == 0 ? "" : "no\n\u0000ne", random.Next(2) == 0 ? [] : [new ErrorResourceInitFailed { Id = random.Next(2) == 0 ? "" : "half", Properties = Hostile(random), Inputs = Hostile(random) }]);
            case 1:
                return new Empty();
            case 2:
                return Hostile(random);
        }

        return method switch
        {
            "Check" or "CheckConfig" => random.Next(2) == 0 ? new CheckResponse { Inputs = Hostile(random) } : new CheckResponse { Failures = { new CheckFailure { Property = "]", Reason = "" } } },
            "Diff" or "DiffConfig" => new DiffResponse
            {
                Changes = (DiffResponse.Types.DiffChanges)random.Next(-1, 5),
                Replaces = { "size", "[", "nothing" },
                DeleteBeforeReplace = random.Next(2) == 0,
                DetailedDiff = { ["a[\""] = new PropertyDiff { Kind = (PropertyDiff.Types.Kind)random.Next(-1, 9) } },
                HasDetailedDiff = random.Next(2) == 0,
            },
            "Create" => new CreateResponse { Id = random.Next(2) == 0 ? "" : Signatures.Unknown, Properties = Hostile(random) },
            "Read" => new ReadResponse { Id = random.Next(2) == 0 ? "" : "another", Properties = Hostile(random), Inputs = Hostile(random) },
            "Update" => new UpdateResponse { Properties = Hostile(random) },
            _ => new ConfigureResponse(),
        };
    }

    private static Struct Hostile(Random random) => random.Next(5) switch
    {
        0 => new Struct { Fields = { ["size"] = Value.ForStruct(new Struct { Fields = { [Signatures.Key] = Value.ForString("nonsense") } }) } },
        1 => new Struct { Fields = { ["size"] = Value.ForString(Signatures.Unknown) } },
        2 => new Struct { Fields = { [""] = new Value() } },
        3 => new Struct { Fields = { ["size"] = Value.ForNumber(double.NaN), ["x\0"] = Value.ForList() } },
        _ => new Struct(),
    };

    private static async Task SomeAsync(TestProgram.Client program, int size)
    {
        await program.StackAsync();
        var a = await program.ThingAsync("a", PropertyMap.Empty.With("size", size));
        await program.ThingAsync("b", PropertyMap.Empty.With("size", 1), goal => goal with { Dependencies = [a.Urn] });
        if (size > 0)
        {
            await program.ThingAsync("c", PropertyMap.Empty.With("size", size));
        }
    }

    private static async Task OneAsync(TestProgram.Client program, int size)
    {
        await program.StackAsync();
        await program.ThingAsync("a", PropertyMap.Empty.With("size", size));
    }

    private async Task BeginAsync(bool made)
    {
        if (made)
        {
            await using var first = new ScriptedPlugin();
            _engine.Provider = await first.StartAsync();
            (await _engine.UpAsync(program => OneAsync(program, 1))).Outcome.ShouldBe(OperationOutcome.Succeeded, _engine.ToString());
        }
    }

    /// <summary>The plugin of the next run; it does what <see cref="_plugin"/> is told.</summary>
    private async Task<ScriptedPlugin> NextAsync(TimeSpan? grace = null)
    {
        var next = new ScriptedPlugin { Before = (method, token) => _plugin.Before(method, token) };
        _engine.Provider = await next.StartAsync(grace);
        return next;
    }
}
