using Infra.Protocol.Grpc;
using Pulumirpc;

namespace Pulumi.Tests;

/// <summary>What programs do, whichever way they speak to their engine.</summary>
public abstract class ProgramRunSuite(bool hasExchange) : IAsyncLifetime
{
    private readonly FakeEngine _engine = new(hasExchange);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _engine.DisposeAsync();

    [Fact]
    public async Task Run_RunException_LogsOnlyItsMessage()
    {
        (await _engine.RunAsync(() => throw new RunException("set the region"))).ShouldBe(32);

        _engine.Logged.Single().ShouldBe(new LogRequest { Severity = LogSeverity.Error, Message = "set the region" });
        _engine.SawShutdown.ShouldBeFalse();
    }

    [Fact]
    public async Task Run_OtherException_LogsProgramAndStack()
    {
        (await _engine.RunAsync(() => throw new InvalidOperationException("oops"))).ShouldBe(32);

        var message = _engine.Logged.Single().Message;
        message.ShouldStartWith("Running program '");
        message.ShouldContain("failed with an unhandled exception:" + Environment.NewLine + "System.InvalidOperationException: oops");
        message.ShouldContain(nameof(Run_OtherException_LogsProgramAndStack));
    }

    [Fact]
    public async Task Run_ResourceException_IsAboutTheResource()
    {
        (await _engine.RunAsync(() =>
        {
            var bucket = new Bucket("a", new BucketArgs { Name = "n" });
            throw new ResourceException("too big", bucket, hideStack: true);
        })).ShouldBe(32);

        _engine.Logged.Single().ShouldBe(new LogRequest
        {
            Severity = LogSeverity.Error,
            Message = "too big",
            Urn = FakeEngine.UrnOf("test:index:Bucket", "a"),
        });
    }

    [Fact]
    public async Task Run_FailedApply_FailsAndIsReportedOnce()
    {
        (await _engine.RunAsync(() =>
        {
            var bucket = new Bucket("a", new BucketArgs { Name = "n" });
            var failing = bucket.Name.Apply(Fail);
            _ = new Bucket("b", new BucketArgs { Name = failing });
            _ = failing.Apply(v => v + "!");
        })).ShouldBe(32);

        _engine.Logged.Single().Message.ShouldBe("n is bad");
        _engine.Registered.ShouldNotContain(r => r.Name == "b");
    }

    [Fact]
    public async Task Run_ErrorLogged_EndsWithOne()
    {
        (await _engine.RunAsync(() => Log.Error("bad"))).ShouldBe(1);

        _engine.Logged.Single().Message.ShouldBe("bad");
        _engine.SawShutdown.ShouldBeFalse();
    }

    [Fact]
    public async Task Run_LoggingFails_EndsWithOne()
    {
        _engine.OnLog = _ => throw new GrpcException(StatusCode.Internal, "full");

        (await _engine.RunAsync(() => Log.Info("x"))).ShouldBe(1);
    }

    [Fact]
    public async Task Run_EngineRefusesResource_LogsItsReasonWithoutStack()
    {
        _engine.OnRegister = (request, _) => request.Name == "a"
            ? throw new GrpcException(StatusCode.InvalidArgument, "no such type")
            : Task.FromResult(_engine.Echo(request));

        (await _engine.RunAsync(() => _ = new Bucket("a", new BucketArgs { Name = "n" }))).ShouldBe(32);

        _engine.Logged.Single().Message.ShouldBe("a (test:index:Bucket): no such type");
    }

    [Fact]
    public async Task Run_EngineEndsTheDeployment_SaysNothingMore()
    {
        _engine.OnRegister = (request, _) => request.Name == "a"
            ? throw new GrpcException(StatusCode.Unavailable, "shut down")
            : Task.FromResult(_engine.Echo(request));

        (await _engine.RunAsync(() => _ = new Bucket("a", new BucketArgs { Name = "n" }))).ShouldBe(32);

        _engine.Logged.ShouldBeEmpty();
    }

    [Fact]
    public async Task Run_ResourceFailedWithResult_LetsTheProgramGoOn()
    {
        Bucket? failed = null;
        _engine.OnRegister = (request, _) => Task.FromResult(request.Name == "a"
            ? new RegisterResourceResponse { Urn = Outputs.UrnOfA, Result = Result.Fail }
            : _engine.Echo(request));

        (await _engine.RunAsync(() =>
        {
            failed = new Bucket("a", new BucketArgs { Name = "n" });
            _ = new Bucket("b", new BucketArgs { Name = failed.Name });
        })).ShouldBe(0);

        (await failed!.Name.DataAsync()).IsKnown.ShouldBeFalse();
        _engine.Registration("b").Object.Fields["name"].StringValue.ShouldBe("04da6b54-80e4-46f7-96ec-b56ff0331ba9");
    }

    [Fact]
    public async Task Run_Preview_MissingOutputsAndIdAreUnknown()
    {
        Bucket? bucket = null;
        await using var engine = new FakeEngine(hasExchange) { IsPreview = true };
        (await engine.RunAsync(() =>
        {
            bucket = new Bucket("a", new BucketArgs { Name = "n" });
            Deployment.Instance.IsDryRun.ShouldBeTrue();
        })).ShouldBe(0);

        (await bucket!.Id.DataAsync()).IsKnown.ShouldBeFalse();
        (await bucket.Size.DataAsync()).IsKnown.ShouldBeFalse();
        (await bucket.Name.DataAsync()).Value.ShouldBe("n");
    }

    [Fact]
    public async Task Run_StackOutputs_AreRegisteredWithSecrets()
    {
        (await _engine.RunAsync(async () =>
        {
            await Task.Yield();
            return new Dictionary<string, object?> { ["url"] = "u", ["password"] = Output.CreateSecret("p"), ["none"] = null };
        })).ShouldBe(0);

        var outputs = _engine.Outputs.Single();
        outputs.Urn.ShouldBe(FakeEngine.UrnOf("pulumi:pulumi:Stack", "shop-dev"));
        outputs.Outputs.Fields.Keys.ShouldBe(["password", "url"]);
        outputs.Outputs.Fields["password"].StructValue.Fields["value"].StringValue.ShouldBe("p");
    }

    [Fact]
    public async Task Run_StackClass_ExportsItsProperties()
    {
        (await _engine.RunAsync<ExportingStack>()).ShouldBe(0);

        _engine.Outputs.Single().Outputs.Fields["Name"].StringValue.ShouldBe("n");
        _engine.Outputs.Single().Outputs.Fields["renamed"].NumberValue.ShouldBe(3);
    }

    [Fact]
    public async Task Run_StackClassWithUnsetOutput_NamesIt()
    {
        (await _engine.RunAsync<ForgetfulStack>()).ShouldBe(32);

        _engine.Logged.Single().Message.ShouldBe("[Output] properties of ForgetfulStack without a value: Name. Assign them in its constructor.");
    }

    [Fact]
    public async Task Run_StackClassWithPlainOutput_NamesIt()
    {
        (await _engine.RunAsync<PlainStack>()).ShouldBe(32);

        _engine.Logged.Single().Message.ShouldContain("change the type of: Name");
    }

    [Fact]
    public async Task Run_LogMessages_KeepTheirOrder()
    {
        (await _engine.RunAsync(() =>
        {
            var bucket = new Bucket("a", new BucketArgs { Name = "n" });
            for (var i = 0; i < 20; i++)
            {
                Log.Info($"{i}", i % 2 == 0 ? bucket : null);
            }
        })).ShouldBe(0);

        _engine.Logged.Select(l => l.Message).ShouldBe(Enumerable.Range(0, 20).Select(i => $"{i}"));
    }

    [Fact]
    public async Task Run_ManyIndependentResources_RegisterAtOnce()
    {
        const int Count = 50;
        var waiting = 0;
        var all = new TaskCompletionSource();
        _engine.OnRegister = async (request, token) =>
        {
            if (request.Custom && Interlocked.Increment(ref waiting) == Count)
            {
                all.SetResult();
            }

            if (request.Custom)
            {
                await all.Task.WaitAsync(token);
            }

            return _engine.Echo(request);
        };

        (await _engine.RunAsync(() =>
        {
            for (var i = 0; i < Count; i++)
            {
                _ = new Bucket($"b{i}", new BucketArgs { Name = "n" });
            }
        })).ShouldBe(0);

        waiting.ShouldBe(Count);
    }

    [Fact]
    public async Task Run_ResourceTransforms_AreRefusedByName()
    {
        (await _engine.RunAsync(() => _ = new Bucket("a", new BucketArgs { Name = "n" }, new CustomResourceOptions
        {
            ResourceTransforms = { (_, _) => Task.FromResult<ResourceTransformResult?>(null) },
        }))).ShouldBe(32);

        _engine.Logged.Single().Message.ShouldContain("ResourceTransforms");
    }

    [Fact]
    public async Task Run_OptionTheEngineLacks_IsRefusedByName()
    {
        _engine.Unsupported.Add("deletedWith");
        (await _engine.RunAsync(() =>
        {
            var owner = new Bucket("owner", new BucketArgs { Name = "o" });
            _ = new Bucket("a", new BucketArgs { Name = "n" }, new CustomResourceOptions { DeletedWith = owner });
        })).ShouldBe(32);

        _engine.Logged.Single().Message.ShouldContain("The engine does not support DeletedWith");
    }

    private static string Fail(string value) => throw new RunException(value + " is bad");

    private sealed class ExportingStack : Stack
    {
        public ExportingStack() => Name = new Bucket("a", new BucketArgs { Name = "n" }).Name;

        [Output]
        public Output<string> Name { get; set; }

        [Output("renamed")]
        public Output<int> Number { get; set; } = Output.Create(3);
    }

    private sealed class ForgetfulStack : Stack
    {
        [Output]
        public Output<string> Name { get; set; } = null!;
    }

    private sealed class PlainStack : Stack
    {
        [Output]
        public string Name { get; set; } = "x";
    }
}
