using System.Collections.Immutable;
using Google.Protobuf.WellKnownTypes;
using Pulumirpc;

namespace Pulumi.Tests;

public sealed class InvokeTests : IAsyncLifetime
{
    private const string Token = "test:index:lookup";
    private readonly FakeEngine _engine = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _engine.DisposeAsync();

    [Fact]
    public async Task Invoke_SecretArgument_MakesASecretThatDependsOnItsSource()
    {
        Output<Result>? result = null;
        Bucket? bucket = null;
        (await _engine.RunAsync(() =>
        {
            bucket = new Bucket("a", new BucketArgs { Name = Output.CreateSecret("n") });
            result = Deployment.Instance.Invoke<Result>(Token, new Args { Name = bucket.Name }, new InvokeOptions { Version = "1.0.0" });
        })).ShouldBe(0);

        var data = await result!.DataAsync();
        data.Value.Name.ShouldBe("n");
        data.IsSecret.ShouldBeTrue();
        data.Resources.ShouldBe([bucket!]);
        var request = _engine.Invoked.Single();
        (request.Tok, request.Version, request.AcceptResources).ShouldBe((Token, "1.0.0", true));
    }

    [Fact]
    public async Task Invoke_UnknownArgument_IsUnknownWithoutACall()
    {
        Output<Result>? result = null;
        (await _engine.RunAsync(() => result = Deployment.Instance.Invoke<Result>(Token, new Args { Name = Outputs.Unknown<string>() }))).ShouldBe(0);

        (await result!.DataAsync()).IsKnown.ShouldBeFalse();
        _engine.Invoked.ShouldBeEmpty();
    }

    [Fact]
    public async Task Invoke_DependsOnResourceToCome_IsUnknownWithoutACall()
    {
        Output<Result>? result = null;
        await using var engine = new FakeEngine { IsPreview = true };
        (await engine.RunAsync(() =>
        {
            var pair = new Pair("pair");
            result = Deployment.Instance.Invoke<Result>(Token, new Args { Name = "n" }, new InvokeOutputOptions { DependsOn = { pair } });
        })).ShouldBe(0);

        (await result!.DataAsync()).IsKnown.ShouldBeFalse();
        engine.Invoked.ShouldBeEmpty();
    }

    [Fact]
    public async Task InvokeAsync_Value_IsPlain() => (await _engine.RunAsync(async () =>
    {
        (await Deployment.Instance.InvokeAsync<Result>(Token, new Args { Name = "n" })).Name.ShouldBe("n");
        (await Deployment.Instance.InvokeSingleAsync<string>(Token, new Args { Name = "s" })).ShouldBe("s");
        return new Dictionary<string, object?>();
    })).ShouldBe(0);

    [Fact]
    public async Task Invoke_Failures_TellReasonsAndProperties()
    {
        _engine.OnInvoke = _ => new ResourceInvokeResponse
        {
            Failures = { new CheckFailure { Property = "name", Reason = "too long" }, new CheckFailure { Reason = "no access" } },
        };
        (await _engine.RunAsync(() => Deployment.Instance.Invoke<Result>(Token, new Args { Name = "n" }))).ShouldBe(32);

        _engine.Logged.Single().Message.ShouldBe($"Invoke of '{Token}' failed: too long (name); no access");
    }

    [Fact]
    public async Task Call_Method_SendsSelf()
    {
        Output<ImmutableDictionary<string, string>>? result = null;
        (await _engine.RunAsync(() =>
        {
            var bucket = new Bucket("a", new BucketArgs { Name = "n" });
            result = Deployment.Instance.Call<ImmutableDictionary<string, string>>("test:index:Bucket/size", CallArgs.Empty, bucket);
        })).ShouldBe(0);

        var self = _engine.Called.Single().Args.Fields["__self__"].StructValue.Fields;
        self["urn"].StringValue.ShouldBe(FakeEngine.UrnOf("test:index:Bucket", "a"));
        self["id"].StringValue.ShouldBe("id-a");
        (await result!.DataAsync()).Value["result"].ShouldBe("called");
    }

    [Fact]
    public async Task Register_ParameterizedPackage_IsToldOnceAndReferred()
    {
        var package = new Pulumi.RegisterPackageRequest(
            name: "base", version: "1.0.0", downloadUrl: null,
            parameterization: new Pulumi.RegisterPackageRequest.PackageParameterization(name: "pkg", version: "2.0.0", value: [1, 2]));
        (await _engine.RunAsync(() =>
        {
            _ = new CustomResource("pkg:index:Thing", "a", null, null, package);
            _ = new CustomResource("pkg:index:Thing", "b", null, null, package);
        })).ShouldBe(0);

        _engine.Packages.Single().Parameterization.Name.ShouldBe("pkg");
        _engine.Registration("a").PackageRef.ShouldBe("ref-1");
        _engine.Registration("b").PackageRef.ShouldBe("ref-1");
    }

    [Fact]
    public async Task StackReference_Outputs_AreSecretOneByOne()
    {
        StackReference? other = null;
        Output<object?>? url = null;
        Output<object>? password = null;
        await using var engine = new FakeEngine
        {
            OnRead = request => new ReadResourceResponse
            {
                Urn = FakeEngine.UrnOf(request.Type, request.Name),
                Properties = new Struct
                {
                    Fields =
                    {
                        ["name"] = Value.ForString(request.Id),
                        ["outputs"] = Value.ForStruct(new Struct
                        {
                            Fields = { ["url"] = Value.ForString("u"), ["password"] = Serialization.Signed.Secret(Value.ForString("p")) },
                        }),
                        ["secretOutputNames"] = Value.ForList(Value.ForString("password")),
                    },
                },
            },
        };
        (await engine.RunAsync(() =>
        {
            other = new StackReference("organization/shop/prod");
            (url, password) = (other.GetOutput("url"), other.RequireOutput("password"));
        })).ShouldBe(0);

        engine.Read.Single().Id.ShouldBe("organization/shop/prod");
        (await url!.DataAsync()).ShouldSatisfyAllConditions(d => d.Value.ShouldBe("u"), d => d.IsSecret.ShouldBeFalse());
        (await password!.DataAsync()).ShouldSatisfyAllConditions(d => d.Value.ShouldBe("p"), d => d.IsSecret.ShouldBeTrue());
        (await other!.GetOutputDetailsAsync("password")).SecretValue.ShouldBe("p");
        (await other.GetValueAsync("none")).ShouldBeNull();
        await Should.ThrowAsync<InvalidOperationException>(other.GetValueAsync("password"));
        (await Should.ThrowAsync<KeyNotFoundException>(other.RequireValueAsync("none"))).Message.ShouldContain("organization/shop/prod");
    }

    private sealed class Args : InvokeArgs
    {
        [Input("name")]
        public Input<string>? Name { get; set; }
    }

    [OutputType]
    private sealed class Result
    {
        public readonly string Name;

        [OutputConstructor]
        private Result(string name) => Name = name;
    }
}
