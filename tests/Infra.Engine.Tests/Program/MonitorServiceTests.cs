using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Infra.Engine.Tests.Support;
using Infra.Engine.Workspace;
using Infra.Protocol.Grpc;
using Infra.Protocol.Properties;
using Pulumirpc;
using static Infra.Engine.Tests.Support.TestEngine;

namespace Infra.Engine.Tests.Program;

/// <summary>The service that programs of any Pulumi language talk to, over the wire.</summary>
public sealed class MonitorServiceTests
{
    private const string Monitor = "pulumirpc.ResourceMonitor/";

    private readonly TestEngine _engine = new();

    [Theory]
    [InlineData("secrets", true)]
    [InlineData("resourceReferences", true)]
    [InlineData("outputValues", true)]
    [InlineData("aliasSpecs", true)]
    [InlineData("replacementTrigger", true)]
    [InlineData("deletedWith", true)]
    [InlineData("replaceWith", true)]
    [InlineData("transforms", false)]
    [InlineData("invokeTransforms", false)]
    [InlineData("parameterization", false)]
    [InlineData("resourceHooks", false)]
    [InlineData("errorHooks", false)]
    [InlineData("sendsOptionsToHooks", false)]
    [InlineData("byteString", false)]
    [InlineData("somethingNew", false)]
    [InlineData("", false)]
    public async Task SupportsFeature_OfEachId_IsWhatTheEngineDoes(string id, bool supported) => await WithEngineAsync(async channel =>
    {
        var response = await channel.UnaryCallAsync(Monitor + "SupportsFeature", new SupportsFeatureRequest { Id = id }, SupportsFeatureResponse.Parser);

        response.HasSupport.ShouldBe(supported);
    });

    [Fact]
    public async Task GetDeploymentInfo_OfAStack_SaysWhatTheProgramRunsFor()
    {
        _engine.Config = new StackConfig(
            StackConfig.Empty.Values.Add("proj:a", "1").Add("proj:b", "canary"), [.. (string[])["proj:b"]]);

        await WithEngineAsync(async channel =>
        {
            var info = await channel.UnaryCallAsync(Monitor + "GetDeploymentInfo", new Empty(), DeploymentInfo.Parser);

            (info.Project, info.Stack, info.Organization, info.DryRun, info.Parallel).ShouldBe(("proj", "dev", "organization", true, 8));
            info.Config.ShouldBe(new Dictionary<string, string> { ["proj:a"] = "1", ["proj:b"] = "canary" }, ignoreOrder: true);
            info.ConfigSecretKeys.ShouldBe(["proj:b"]);
            info.SupportedFeatures.Select(f => (int)f).Order().ShouldBe([0, 1, 2, 3, 4, 5, 6]);
        });
    }

    [Theory]
    [InlineData("Call", "methods of resources (Call)")]
    [InlineData("RegisterPackage", "parameterized packages")]
    [InlineData("RegisterStackTransform", "transforms of the stack")]
    [InlineData("RegisterStackInvokeTransform", "transforms of invokes")]
    [InlineData("RegisterResourceHook", "resource hooks")]
    [InlineData("RegisterErrorHook", "error hooks")]
    [InlineData("SomethingNew", "/pulumirpc.ResourceMonitor/SomethingNew")]
    public async Task Method_ThatThereIsNot_IsRefusedByName(string method, string name) => await WithEngineAsync(async channel =>
    {
        var refusal = await Should.ThrowAsync<GrpcException>(channel.UnaryCallAsync(Monitor + method, new Empty(), Empty.Parser));

        refusal.Status.ShouldBe(StatusCode.Unimplemented);
        refusal.Message.ShouldContain(name);
        (method == "SomethingNew" || refusal.Message.StartsWith("INF4306: ", StringComparison.Ordinal)).ShouldBeTrue(refusal.Message);
    });

    [Fact]
    public async Task Health_OfTheEngine_IsServing() => await WithEngineAsync(async channel =>
    {
        var response = await channel.UnaryCallAsync("grpc.health.v1.Health/Check", new Grpc.Health.V1.HealthCheckRequest(), Grpc.Health.V1.HealthCheckResponse.Parser);

        response.Status.ShouldBe(Grpc.Health.V1.HealthCheckResponse.Types.ServingStatus.Serving);
    });

    [Theory]
    [InlineData("remote", "remote components")]
    [InlineData("transforms", "the resource option `transforms`")]
    [InlineData("hooks", "resource hooks")]
    [InlineData("package", "parameterized packages")]
    [InlineData("migrations", "state migrations")]
    [InlineData("environment", "the provider option `envVarMappings`")]
    [InlineData("dynamic", "a dynamic provider")]
    public async Task RegisterResource_WithWhatTheEngineDoesNot_IsRefusedByName(string use, string name)
    {
        await WithEngineAsync(async channel =>
        {
            var request = Thing("a");
            switch (use)
            {
                case "remote":
                    request.Remote = true;
                    break;
                case "transforms":
                    request.Transforms.Add(new Callback());
                    break;
                case "hooks":
                    request.Hooks = new() { OnError = { "hook" } };
                    break;
                case "package":
                    request.PackageRef = "uuid";
                    break;
                case "migrations":
                    request.StateMigrations.Add(new Callback());
                    break;
                case "environment":
                    request.EnvVarMappings.Add("A", "B");
                    break;
                default:
                    request.Type = "pulumi-nodejs:dynamic:Resource";
                    break;
            }

            var response = await RegisterAsync(channel, request);

            (response.Result, response.Urn).ShouldBe((Result.Fail, UrnOf("a", request.Type)));
        });

        var error = _engine.Errors.ShouldHaveSingleItem();
        error.ShouldStartWith("INF4306: resource 'a' (");
        error.ShouldContain(name);
    }

    [Theory]
    [InlineData("version", "asks for version 'latest' of its provider's plugin, which is no semantic version")]
    [InlineData("checksum", "gives a checksum of its provider's plugin for 'linux-amd64' that is no SHA-256: it has 3 bytes instead of 32")]
    [InlineData("timeout", "has the custom timeout 'soon', which is no duration")]
    [InlineData("alias", "has the alias 'rubbish', which is no URN")]
    [InlineData("alias of the parent", "has the alias 'rubbish', which is no URN")]
    [InlineData("provider by package", "its provider 'rubbish' is not in the state")]
    [InlineData("parent", "the parent 'rubbish' of resource 'a' (test:index:Thing) is no URN")]
    [InlineData("deletedWith", "it depends on 'rubbish', which was not registered before it")]
    [InlineData("property", "no such signature")]
    public async Task RegisterResource_WithAValueThatCannotBe_SaysWhich(string fault, string message)
    {
        await WithEngineAsync(async channel =>
        {
            var request = Thing("a");
            switch (fault)
            {
                case "version":
                    request.Version = "latest";
                    break;
                case "checksum":
                    request.PluginChecksums.Add("linux-amd64", ByteString.CopyFrom(1, 2, 3));
                    break;
                case "timeout":
                    request.CustomTimeouts = new() { Create = "soon" };
                    break;
                case "alias":
                    request.AliasURNs.Add("rubbish");
                    break;
                case "alias of the parent":
                    request.Aliases.Add(new Alias { Spec = new() { ParentUrn = "rubbish" } });
                    break;
                case "provider by package":
                    request.Providers.Add("test", "rubbish");
                    break;
                case "parent":
                    request.Parent = "rubbish";
                    break;
                case "deletedWith":
                    request.DeletedWith = "rubbish";
                    break;
                default:
                    request.Object.Fields["a"] = Value.ForStruct(new Struct { Fields = { [Signatures.Key] = Value.ForString("no such signature") } });
                    break;
            }

            (await RegisterAsync(channel, request)).Result.ShouldBe(Result.Fail);
        });

        _engine.Errors.ShouldHaveSingleItem().ShouldContain(message);
    }

    [Fact]
    public async Task RegisterResource_ThatNamesAPlugin_CarriesItToTheDefaultProvider()
    {
        var digest = Enumerable.Range(0, 32).Select(i => (byte)i).ToArray();

        await _engine.OverTheWireAsync(async channel =>
        {
            var request = Thing("a");
            (request.Version, request.PluginDownloadURL) = ("1.2.3", "https://example.invalid/x");
            request.PluginChecksums.Add("linux-amd64", ByteString.CopyFrom(digest));
            (await RegisterAsync(channel, request)).Result.ShouldBe(Result.Success);
        });

        var provider = _engine.State("default_1_2_3_https___example_invalid_x");
        provider.Inputs.ShouldBe(PropertyMap.Empty
            .With("version", "1.2.3")
            .With("__internal", PropertyMap.Empty
                .With("pluginDownloadURL", "https://example.invalid/x")
                .With("pluginChecksums", PropertyMap.Empty.With("linux-amd64", Convert.ToHexStringLower(digest)))));
        provider.Outputs.ShouldBe(PropertyMap.Empty.With("version", "1.2.3"));
    }

    [Fact]
    public async Task RegisterResource_ThatNamesNoPlugin_TakesTheOneTheStackUses()
    {
        await RegisterResource_ThatNamesAPlugin_CarriesItToTheDefaultProvider();
        var before = _engine.State("default_1_2_3_https___example_invalid_x");

        await _engine.OverTheWireAsync(channel => RegisterAsync(channel, Thing("a")));

        _engine.State("default_1_2_3_https___example_invalid_x").Inputs.ShouldBe(before.Inputs);
        _engine.Steps.ShouldBeEmpty();
    }

    [Fact]
    public async Task RegisterResource_OfAProvider_CarriesThePluginToItsInputs()
    {
        var digest = new byte[32];

        await _engine.OverTheWireAsync(async channel =>
        {
            var request = Thing("mine");
            (request.Type, request.Version) = ("pulumi:providers:test", "v2.0.0");
            request.PluginChecksums.Add("linux-amd64", ByteString.CopyFrom(digest));
            await RegisterAsync(channel, request);
        });

        var inputs = _engine.State("mine").Inputs;
        inputs["version"].ShouldBe((PropertyValue)"2.0.0");
        inputs["__internal"].ShouldBe(PropertyMap.Empty.With("pluginChecksums", PropertyMap.Empty.With("linux-amd64", new string('0', 64))));
    }

    [Fact]
    public async Task RegisterResource_WithOtherChecksumsThanTheOneBefore_IsRefused()
    {
        await _engine.OverTheWireAsync(async channel =>
        {
            foreach (var (name, first) in new[] { ("a", (byte)1), ("b", (byte)2) })
            {
                var request = Thing(name);
                request.Version = "1.2.3";
                request.PluginChecksums.Add("linux-amd64", ByteString.CopyFrom([first, .. new byte[31]]));
                await RegisterAsync(channel, request);
            }
        });

        _engine.Errors.ShouldBe(["it wants the plugin test v1.2.3 with other checksums than a resource before it does: only one of them can be right"]);
    }

    private static RegisterResourceRequest Thing(string name) =>
        new() { Type = ThingType, Name = name, Custom = true, AcceptSecrets = true, SupportsResultReporting = true, Object = new Struct() };

    private static Task<RegisterResourceResponse> RegisterAsync(GrpcChannel channel, RegisterResourceRequest request) =>
        channel.UnaryCallAsync(Monitor + "RegisterResource", request, RegisterResourceResponse.Parser);

    /// <summary>In a preview, which tells what is wrong and goes on.</summary>
    private async Task WithEngineAsync(Func<GrpcChannel, Task> test)
    {
        Exception? failure = null;
        await _engine.OverTheWireAsync(
            async channel =>
            {
                try
                {
                    await test(channel);
                }
                catch (Exception e)
                {
                    failure = e;
                }
            },
            o => o with { DryRun = true });
        failure.ShouldBeNull(failure?.ToString());
    }

    [Theory]
    [InlineData("forgetful", "")]
    [InlineData("willful", "version: the plugin made '9.9.9' of the version '2.0.0' it was asked for")]
    public async Task RegisterResource_OfAProviderWhosePluginChangesTheVersion_IsRefused(string plugin, string error)
    {
        await _engine.OverTheWireAsync(async channel =>
        {
            var request = Thing("mine");
            (request.Type, request.Version) = ("pulumi:providers:test", "2.0.0");
            request.Object.Fields[plugin] = Value.ForString("yes");
            await RegisterAsync(channel, request);
        });

        _engine.Errors.ShouldBe(error.Length > 0 ? [error] : []);
        if (error.Length == 0)
        {
            _engine.State("mine").Inputs["version"].ShouldBe((PropertyValue)"2.0.0");
        }
    }
}
