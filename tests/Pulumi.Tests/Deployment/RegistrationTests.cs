using System.Collections.Immutable;
using Google.Protobuf.WellKnownTypes;
using Pulumirpc;

namespace Pulumi.Tests;

public sealed class RegistrationTests : IAsyncLifetime
{
    private const string BucketType = "test:index:Bucket";
    private readonly FakeEngine _engine = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _engine.DisposeAsync();

    [Fact]
    public async Task Register_Stack_HasNoParentAndIsTheDefaultParent()
    {
        (await _engine.RunAsync(() => _ = new Bucket("a", new BucketArgs { Name = "n" }))).ShouldBe(0);

        var stack = _engine.Registration("shop-dev");
        stack.Type.ShouldBe("pulumi:pulumi:Stack");
        stack.Custom.ShouldBeFalse();
        stack.Parent.ShouldBe("");
        _engine.Registration("a").Parent.ShouldBe(FakeEngine.UrnOf(stack.Type, stack.Name));
        _engine.SawShutdown.ShouldBeTrue();
    }

    [Fact]
    public async Task Register_Plain_SendsExactlyThis()
    {
        (await _engine.RunAsync(() => _ = new Bucket("a", new BucketArgs { Name = "n", Id = "never sent", Size = 3 }))).ShouldBe(0);

        _engine.Registration("a").ShouldBe(new RegisterResourceRequest
        {
            Type = BucketType,
            Name = "a",
            Custom = true,
            Parent = FakeEngine.UrnOf("pulumi:pulumi:Stack", "shop-dev"),
            AcceptSecrets = true,
            AcceptResources = true,
            SupportsResultReporting = true,
            Hooks = new RegisterResourceRequest.Types.ResourceHooksBinding(),
            Object = new Struct
            {
                Fields =
                {
                    ["name"] = Value.ForString("n"),
                    ["size"] = Value.ForNumber(3),
                },
            },
            PropertyDependencies = { ["name"] = new(), ["size"] = new() },
        });
    }

    [Fact]
    public async Task Register_AllOptions_AreSent()
    {
        (await _engine.RunAsync(() =>
        {
            var owner = new Bucket("owner", new BucketArgs { Name = "o" });
            _ = new Bucket("a", new BucketArgs { Name = "n" }, new CustomResourceOptions
            {
                Protect = false,
                RetainOnDelete = true,
                DeleteBeforeReplace = false,
                Version = "1.2.3",
                PluginDownloadURL = "https://example.invalid",
                ImportId = "existing",
                IgnoreChanges = { "size" },
                ReplaceOnChanges = { "name" },
                AdditionalSecretOutputs = { "password" },
                HideDiffs = { "x" },
                CustomTimeouts = new CustomTimeouts { Create = TimeSpan.FromMinutes(1) },
                DeletedWith = owner,
                ReplaceWith = { owner },
                ReplacementTrigger = "v2",
                DependsOn = { owner },
            });
        })).ShouldBe(0);

        var request = _engine.Registration("a");
        var urn = FakeEngine.UrnOf(BucketType, "owner");
        (request.HasProtect, request.Protect).ShouldBe((true, false));
        (request.HasRetainOnDelete, request.RetainOnDelete).ShouldBe((true, true));
        (request.DeleteBeforeReplaceDefined, request.DeleteBeforeReplace).ShouldBe((true, false));
        request.Version.ShouldBe("1.2.3");
        request.PluginDownloadURL.ShouldBe("https://example.invalid");
        request.ImportId.ShouldBe("existing");
        request.IgnoreChanges.ShouldBe(["size"]);
        request.ReplaceOnChanges.ShouldBe(["name"]);
        request.AdditionalSecretOutputs.ShouldBe(["password"]);
        request.HideDiffs.ShouldBe(["x"]);
        request.CustomTimeouts.ShouldBe(new RegisterResourceRequest.Types.CustomTimeouts { Create = "60000000000ns" });
        request.DeletedWith.ShouldBe(urn);
        request.ReplaceWith.ShouldBe([urn]);
        request.ReplacementTrigger.StringValue.ShouldBe("v2");
        request.Dependencies.ShouldBe([urn]);
        _engine.Registration("owner").HasProtect.ShouldBeFalse();
        _engine.AskedFeatures.ShouldBeUnique();
    }

    [Fact]
    public async Task Register_Protect_IsInheritedUnlessSet()
    {
        (await _engine.RunAsync(() =>
        {
            var parent = new ComponentResource("test:index:Group", "group", new ComponentResourceOptions { Protect = true });
            _ = new Bucket("inherits", new BucketArgs { Name = "n" }, new CustomResourceOptions { Parent = parent });
            _ = new Bucket("refuses", new BucketArgs { Name = "n" }, new CustomResourceOptions { Parent = parent, Protect = false });
        })).ShouldBe(0);

        _engine.Registration("inherits").Protect.ShouldBeTrue();
        (_engine.Registration("refuses").HasProtect, _engine.Registration("refuses").Protect).ShouldBe((true, false));
    }

    [Fact]
    public async Task Register_PropertyDependencies_AreKeptApart()
    {
        (await _engine.RunAsync(() =>
        {
            var (a, b) = (new Bucket("a", new BucketArgs { Name = "a" }), new Bucket("b", new BucketArgs { Name = "b" }));
            _ = new Bucket("c", new BucketArgs { Name = a.Name, Tags = { ["x"] = b.Id } });
        })).ShouldBe(0);

        var request = _engine.Registration("c");
        var (urnA, urnB) = (FakeEngine.UrnOf(BucketType, "a"), FakeEngine.UrnOf(BucketType, "b"));
        request.Dependencies.ShouldBe([urnA, urnB]);
        request.PropertyDependencies["name"].Urns.ShouldBe([urnA]);
        request.PropertyDependencies["tags"].Urns.ShouldBe([urnB]);
        request.Object.Fields["name"].StringValue.ShouldBe("a");
        request.Object.Fields["tags"].StructValue.Fields["x"].StringValue.ShouldBe("id-b");
    }

    [Fact]
    public async Task Register_DependsOnComponent_ExpandsToItsResources()
    {
        (await _engine.RunAsync(() =>
        {
            var pair = new Pair("pair");
            _ = new Bucket("a", new BucketArgs { Name = "n" }, new CustomResourceOptions { DependsOn = pair });
        })).ShouldBe(0);

        _engine.Registration("a").Dependencies.ShouldBe([FakeEngine.UrnOf(BucketType, "pair-1"), FakeEngine.UrnOf(BucketType, "pair-2")]);
        _engine.Registration("pair-1").Parent.ShouldBe(FakeEngine.UrnOf("test:index:Pair", "pair"));
    }

    [Fact]
    public async Task Register_ChildDependingOnItsComponent_DoesNotWaitForItself()
    {
        (await _engine.RunAsync(() =>
        {
            var pair = new Pair("pair");
            _ = new Bucket("child", new BucketArgs { Name = "n" }, new CustomResourceOptions { Parent = pair, DependsOn = pair });
        })).ShouldBe(0);

        _engine.Registration("child").Dependencies.ShouldBeEmpty();
    }

    [Fact]
    public async Task RegisterOutputs_OfComponent_SendsThem()
    {
        (await _engine.RunAsync(() => _ = new Pair("pair"))).ShouldBe(0);

        var outputs = _engine.Outputs.Single(o => o.Urn == FakeEngine.UrnOf("test:index:Pair", "pair"));
        outputs.Outputs.Fields["both"].StringValue.ShouldBe("1,1");
    }

    [Fact]
    public async Task Register_Provider_IsSentAndInheritedByPackage()
    {
        (await _engine.RunAsync(() =>
        {
            var provider = new TestProvider("mine");
            var group = new ComponentResource("test:index:Group", "group", new ComponentResourceOptions { Providers = { provider } });
            _ = new Bucket("explicit", new BucketArgs { Name = "n" }, new CustomResourceOptions { Provider = provider });
            _ = new Bucket("inherited", new BucketArgs { Name = "n" }, new CustomResourceOptions { Parent = group });
            _ = new CustomResource("other:index:Thing", "foreign", null, new CustomResourceOptions { Parent = group });
            _ = new RemotePair("remote", new BucketArgs { Name = provider.Id }, new ComponentResourceOptions { Parent = group });
        })).ShouldBe(0);

        var reference = FakeEngine.UrnOf("pulumi:providers:test", "mine") + "::id-mine";
        _engine.Registration("explicit").Provider.ShouldBe(reference);
        _engine.Registration("inherited").Provider.ShouldBe(reference);
        _engine.Registration("foreign").Provider.ShouldBe("");
        _engine.Registration("group").Providers.ShouldBeEmpty();
        var remote = _engine.Registration("remote");
        remote.Remote.ShouldBeTrue();
        remote.Providers.ShouldBe(new Dictionary<string, string> { ["test"] = reference });
        remote.Object.Fields["name"].StructValue.Fields["value"].StringValue.ShouldBe("id-mine");
    }

    [Fact]
    public async Task Register_ProviderAndProviders_IsAnError()
    {
        (await _engine.RunAsync(() =>
        {
            var provider = new TestProvider("mine");
            _ = new ComponentResource("test:index:Group", "group", new ComponentResourceOptions { Provider = provider, Providers = { provider } });
        })).ShouldBe(32);

        _engine.Logged.Single().Message.ShouldContain("Do not supply both 'provider' and 'providers' options");
    }

    [Fact]
    public async Task Register_AliasSpecs_AreSentAsGiven()
    {
        (await _engine.RunAsync(() =>
        {
            var parent = new Pair("pair");
            _ = new Bucket("a", new BucketArgs { Name = "n" }, new CustomResourceOptions
            {
                Aliases =
                {
                    new Alias { Urn = Outputs.UrnOfA },
                    new Alias { Name = "old", Type = "test:index:Old" },
                    new Alias { NoParent = true },
                    new Alias { Parent = parent },
                },
            });
        })).ShouldBe(0);

        _engine.Registration("a").Aliases.ShouldBe(
        [
            new Pulumirpc.Alias { Urn = Outputs.UrnOfA },
            new Pulumirpc.Alias { Spec = new() { Name = "old", Type = "test:index:Old" } },
            new Pulumirpc.Alias { Spec = new() { NoParent = true } },
            new Pulumirpc.Alias { Spec = new() { ParentUrn = FakeEngine.UrnOf("test:index:Pair", "pair") } },
        ]);
    }

    [Fact]
    public async Task Register_AliasesWithoutSpecs_AreCollapsedWithTheParents()
    {
        _engine.Unsupported.Add("aliasSpecs");
        (await _engine.RunAsync(() =>
        {
            var group = new ComponentResource("test:index:Group", "group", new ComponentResourceOptions { Aliases = { new Alias { Name = "team" } } });
            _ = new Bucket("group-a", new BucketArgs { Name = "n" }, new CustomResourceOptions { Parent = group, Aliases = { new Alias { Name = "b" } } });
        })).ShouldBe(0);

        var request = _engine.Registration("group-a");
        request.Aliases.ShouldBeEmpty();
        request.AliasURNs.ShouldBe(
        [
            FakeEngine.UrnOf("test:index:Group$test:index:Bucket", "b"),
            FakeEngine.UrnOf("test:index:Group$test:index:Bucket", "team-a"),
        ]);
    }

    [Fact]
    public async Task Register_Transformations_RunOwnThenInherited()
    {
        ResourceTransformation Add(string name) => args => new ResourceTransformationResult(
            args.Args, CustomOrComponent(args.Options, name));

        static ResourceOptions CustomOrComponent(ResourceOptions options, string name)
        {
            options.IgnoreChanges.Add(name);
            return options;
        }

        (await _engine.RunAsync(
            () => _ = new Bucket("a", new BucketArgs { Name = "n" }, new CustomResourceOptions { ResourceTransformations = { Add("own") } }),
            new StackOptions { ResourceTransformations = { Add("stack") } })).ShouldBe(0);

        _engine.Registration("a").IgnoreChanges.ShouldBe(["own", "stack"]);
    }

    [Fact]
    public async Task Read_KnownId_ReadsInsteadOfRegistering()
    {
        Bucket? bucket = null;
        (await _engine.RunAsync(() => bucket = Bucket.Get("a", "i-1"))).ShouldBe(0);

        var request = _engine.Read.Single();
        (request.Id, request.Type, request.Name, request.AcceptSecrets, request.AcceptResources).ShouldBe(("i-1", BucketType, "a", true, true));
        (await bucket!.Id.DataAsync()).Value.ShouldBe("i-1");
        (await bucket.Name.DataAsync()).Value.ShouldBe("read");
    }

    [Fact]
    public async Task Register_UrnOption_AsksForTheResource()
    {
        Bucket? bucket = null;
        _engine.OnInvoke = request => new ResourceInvokeResponse
        {
            Return = new Struct
            {
                Fields =
                {
                    ["urn"] = request.Args.Fields["urn"],
                    ["id"] = Value.ForString("i-9"),
                    ["state"] = Value.ForStruct(new Struct { Fields = { ["size"] = Value.ForNumber(9) } }),
                },
            },
        };
        (await _engine.RunAsync(() => bucket = new Bucket("a", null, new CustomResourceOptions { Urn = Outputs.UrnOfA }))).ShouldBe(0);

        _engine.Invoked.Single().Tok.ShouldBe("pulumi:pulumi:getResource");
        (await bucket!.Urn.DataAsync()).Value.ShouldBe(Outputs.UrnOfA);
        (await bucket.Id.DataAsync()).Value.ShouldBe("i-9");
        (await bucket.Size.DataAsync()).Value.ShouldBe(9);
    }

    [Fact]
    public async Task Register_ReferenceInOutputs_IsInstantiated()
    {
        object? owner = null;
        _engine.OnInvoke = request => new ResourceInvokeResponse
        {
            Return = request.Tok == "test:index:owner"
                ? new Struct { Fields = { ["owner"] = Pulumi.Serialization.Signed.Reference(FakeEngine.UrnOf("test:index:Depot", "d"), "i-1") } }
                : new Struct { Fields = { ["urn"] = request.Args.Fields["urn"], ["id"] = Value.ForString("i-1"), ["state"] = Value.ForStruct(new Struct()) } },
        };
        (await _engine.RunAsync(async () =>
        {
            var result = await Deployment.Instance.InvokeAsync<ImmutableDictionary<string, object>>("test:index:owner", InvokeArgs.Empty);
            owner = result["owner"];
            return new Dictionary<string, object?>();
        })).ShouldBe(0);

        owner.ShouldBeOfType<Depot>().GetResourceName().ShouldBe("d");
    }

    [Fact]
    public async Task Register_OutputsOfResult_DependOnTheResource()
    {
        Bucket? bucket = null;
        (await _engine.RunAsync(() => bucket = new Bucket("a", new BucketArgs { Name = Output.CreateSecret("n") }))).ShouldBe(0);

        var name = await bucket!.Name.DataAsync();
        name.IsSecret.ShouldBeTrue();
        name.Value.ShouldBe("n");
        name.Resources.ShouldBe([bucket]);
        (await bucket.Size.DataAsync()).IsKnown.ShouldBeTrue();
    }
}
