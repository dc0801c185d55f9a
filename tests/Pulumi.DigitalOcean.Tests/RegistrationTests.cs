using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Pulumi.DigitalOcean.Inputs;
using Pulumi.Tests;
using Pulumirpc;

namespace Pulumi.DigitalOcean.Tests;

/// <summary>What programs with these classes ask of an engine.</summary>
public sealed class RegistrationTests
{
    [Fact]
    public async Task Droplet_WithAllKindsOfInputs_RegistersExactlyThem()
    {
        var registered = await RegisterAsync(() => _ = new Droplet("web", new DropletArgs
        {
            Image = "debian-12-x64",
            Size = DropletSlug.DropletS1VCPU1GB,
            Region = "fra1",
            Monitoring = true,
            SshKeys = { "12345" },
            Tags = new[] { "web", "shop" },
            BackupPolicy = new DropletBackupPolicyArgs { Plan = "weekly", Hour = 4 },
            UserData = Output.Create("#cloud-config\n"),
        }));

        registered.Type.ShouldBe("digitalocean:index/droplet:Droplet");
        (registered.Name, registered.Custom, registered.Version, registered.Provider).ShouldBe(("web", true, "4.76.0", ""));
        registered.AdditionalSecretOutputs.ShouldBeEmpty();
        Json(registered.Object).ShouldBe(Json("""
            {
              "backupPolicy": { "hour": 4, "plan": "weekly" },
              "image": "debian-12-x64",
              "monitoring": true,
              "region": "fra1",
              "size": "s-1vcpu-1gb",
              "sshKeys": ["12345"],
              "tags": ["web", "shop"],
              "userData": "#cloud-config\n"
            }
            """));
    }

    [Fact]
    public async Task Certificate_WithAPrivateKey_SendsItAsASecret()
    {
        var registered = await RegisterAsync(() => _ = new Certificate("tls", new() { Type = CertificateType.Custom, PrivateKey = "canary", LeafCertificate = "leaf" }));

        registered.AdditionalSecretOutputs.ShouldBe(["privateKey"]);
        var key = registered.Object.Fields["privateKey"].StructValue;
        key.Fields["4dabf18193072939515e22adb298388d"].StringValue.ShouldBe("1b47061264138c4ac30d75fd1eb44270");
        key.Fields["value"].StringValue.ShouldBe("canary");
        registered.Object.Fields["leafCertificate"].StringValue.ShouldBe("leaf");
    }

    [Fact]
    public async Task Outputs_OfACreatedDroplet_AreTyped()
    {
        await using var engine = new FakeEngine
        {
            OnRegister = (request, _) => Task.FromResult(new RegisterResourceResponse
            {
                Urn = $"urn:pulumi:dev::shop::{request.Type}::{request.Name}",
                Id = "7",
                Object = JsonParser.Default.Parse<Struct>("""{ "memory": 1024, "priceMonthly": 6.5, "tags": ["a"], "ipv4Address": "192.0.2.1", "backupPolicy": { "hour": 4 } }"""),
            }),
        };
        (int Memory, double Price, string Address, string Tag, int? Hour, string? Plan) seen = default;

        (await engine.RunAsync(() =>
        {
            var web = new Droplet("web", new() { Image = "debian-12-x64", Size = "s-1vcpu-1gb" });
            Output.Tuple(web.Memory, web.PriceMonthly, web.Ipv4Address, web.Tags, web.BackupPolicy)
                .Apply(o => seen = (o.Item1, o.Item2, o.Item3, o.Item4.Single(), o.Item5!.Hour, o.Item5.Plan));
        })).ShouldBe(0);

        seen.ShouldBe((1024, 6.5, "192.0.2.1", "a", 4, null));
    }

    [Fact]
    public async Task RequiredInput_ThatIsNotGiven_FailsTheProgramAndNamesIt()
    {
        await using var engine = new FakeEngine();

        (await engine.RunAsync(() => _ = new Droplet("web", new DropletArgs { Size = "s-1vcpu-1gb" }))).ShouldNotBe(0);

        engine.Registered.ShouldNotContain(r => r.Name == "web");
        engine.Logged.ShouldContain(l => l.Message.Contains("DropletArgs.Image", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Get_OfAnExistingDroplet_ReadsItById()
    {
        await using var engine = new FakeEngine();

        (await engine.RunAsync(() => _ = Droplet.Get("web", "7", new DropletState { Region = Region.FRA1 }))).ShouldBe(0);

        var read = engine.Read.ShouldHaveSingleItem();
        (read.Type, read.Name, read.Id).ShouldBe(("digitalocean:index/droplet:Droplet", "web", "7"));
        read.Properties.Fields["region"].StringValue.ShouldBe("fra1");
    }

    [Fact]
    public async Task Function_WithNestedArguments_IsInvokedWithThem()
    {
        await using var engine = new FakeEngine
        {
            OnInvoke = _ => new ResourceInvokeResponse { Return = JsonParser.Default.Parse<Struct>("""{ "id": "r", "regions": [{ "slug": "fra1", "available": true, "features": [], "sizes": ["s-1vcpu-1gb"], "name": "Frankfurt 1" }] }""") },
        };
        var (first, second) = ("", "");

        (await engine.RunAsync(async () =>
        {
            GetRegions.Invoke(new() { Filters = { new GetRegionsFilterInputArgs { Key = "available", Values = { "true" } } } }).Apply(r => first = r.Regions.Single().Slug);
            second = (await GetRegions.InvokeAsync(new() { Filters = { new GetRegionsFilterArgs { Key = "available", Values = { "true" } } } })).Regions.Single().Sizes.Single();
            return new Dictionary<string, object?>(StringComparer.Ordinal);
        })).ShouldBe(0);

        (first, second).ShouldBe(("fra1", "s-1vcpu-1gb"));
        engine.Invoked.Count.ShouldBe(2);
        foreach (var invoked in engine.Invoked)
        {
            (invoked.Tok, invoked.Version).ShouldBe(("digitalocean:index/getRegions:getRegions", "4.76.0"));
            Json(invoked.Args).ShouldBe(Json("""{ "filters": [{ "key": "available", "values": ["true"] }] }"""));
        }
    }

    [Fact]
    public async Task Provider_OfItsOwn_IsRegisteredAndUsed()
    {
        await using var engine = new FakeEngine();

        (await engine.RunAsync(() =>
        {
            var provider = new Provider("eu", new ProviderArgs { Token = Output.CreateSecret("canary"), HttpRetryMax = 2 });
            _ = new Tag("shop", new(), new CustomResourceOptions { Provider = provider });
        })).ShouldBe(0);

        var registered = engine.Registered.Single(r => r.Type == "pulumi:providers:digitalocean");
        registered.Version.ShouldBe("4.76.0");
        registered.Object.Fields["httpRetryMax"].StringValue.ShouldBe("2");
        registered.Object.Fields["apiEndpoint"].StringValue.ShouldBe("https://api.digitalocean.com");
        engine.Registered.Single(r => r.Name == "shop").Provider.ShouldStartWith("urn:pulumi:");
    }

    private static async Task<RegisterResourceRequest> RegisterAsync(Action program)
    {
        await using var engine = new FakeEngine();
        (await engine.RunAsync(program)).ShouldBe(0);
        return engine.Registered.Single(r => r.Type != "pulumi:pulumi:Stack");
    }

    private static string Json(Struct value) => Json(JsonFormatter.Default.Format(value));

    private static string Json(string text) => JsonSerializer.Serialize(
        JsonSerializer.Deserialize<SortedDictionary<string, JsonElement>>(text));
}
