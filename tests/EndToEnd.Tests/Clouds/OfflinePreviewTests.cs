using EndToEnd.Tests.Support;

namespace EndToEnd.Tests.Clouds;

/// <summary>A program that goes to a cloud, previewed on a computer that has neither the plugin nor a token.</summary>
[Collection(Collections.Clouds)]
public sealed class OfflinePreviewTests
{
    private const string Stack = "cloud";

    private static readonly Dictionary<string, string?> _alone = new()
    {
        ["DIGITALOCEAN_TOKEN"] = null,
        ["DIGITALOCEAN_ACCESS_TOKEN"] = null,
        ["PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION"] = "true",
    };

    [Fact]
    public async Task Preview_WithoutPluginAndToken_ShowsWhatWouldBeMadeAndSaysThatItIsOffline()
    {
        await using var project = Project();

        var preview = (await PreviewAsync(project)).ShouldExit(0);

        preview.All.ShouldContain("digitalocean: previewed offline, from the facts of version 4.76.0: neither digitalocean:token nor DIGITALOCEAN_TOKEN nor DIGITALOCEAN_ACCESS_TOKEN is set");
        preview.Output.ShouldContain("digitalocean:index:Droplet");
        preview.Output.ShouldContain("+ 5 to create");
        preview.Output.ShouldContain("address: (known after apply)");
        Directory.Exists(Path.Combine(project.Home, ".pulumi", "plugins")).ShouldBeFalse();
    }

    [Fact]
    public async Task Preview_WithATokenButNoPlugin_SaysWhatIsMissing()
    {
        await using var project = Project();

        var preview = (await PreviewAsync(project, new() { ["DIGITALOCEAN_TOKEN"] = "canary" })).ShouldExit(0);

        preview.All.ShouldContain("previewed offline, from the facts of version 4.76.0: the provider plugin digitalocean v4.76.0 is not installed");
        preview.All.ShouldNotContain("canary");
    }

    [Fact]
    public async Task Preview_OfInputsThatCannotBe_RefusesThemAll()
    {
        await using var project = Project("wrong:protocol: tpc", "wrong:size: s-1vcpu-1bg");

        var preview = (await PreviewAsync(project)).ShouldExit(1);

        preview.All.ShouldContain("inboundRules[0].protocol: cannot be 'tpc' (did you mean 'tcp'?); it is one of tcp, udp, icmp");
        preview.All.ShouldContain("size 's-1vcpu-1bg' is none of the known values (did you mean 's-1vcpu-1gb'?)");
    }

    [Theory]
    [InlineData("wrong:size: s-2vcpu-4gb", "~ 1 to update", "size")]
    [InlineData("wrong:image: debian-13-x64", "+- 1 to replace", "image")]
    public async Task Preview_OfAChange_TellsAnUpdateFromAReplacement(string line, string said, string property)
    {
        await using var project = Project(line);
        (await project.InfraAsync(_alone, "stack", "init", Stack, "--non-interactive")).ShouldExit(0);
        var state = Path.Combine(project.Directory, "state.json");
        await File.WriteAllTextAsync(state, DropletState);
        (await project.InfraAsync(_alone, "stack", "import", "--stack", Stack, "--file", state)).ShouldExit(0);

        var preview = (await PreviewAsync(project, more: ["--diff"])).ShouldExit(0);

        preview.Output.ShouldContain(said);
        preview.Output.ShouldContain($"~ {property}");
        preview.Output.ShouldNotContain("__defaults");
    }

    [Fact]
    public async Task Up_WithoutThePlugin_IsRefusedAndMakesNothing()
    {
        await using var project = Project();

        var up = (await project.InfraAsync(_alone, "up", "--yes", "--non-interactive", "--stack", Stack)).ShouldExit(1);

        up.All.ShouldContain("INF4302");
        up.All.ShouldNotContain("previewed offline");
    }

    private const string DropletState = """
        {
          "version": 3,
          "deployment": {
            "manifest": { "time": "2026-11-01T00:00:00Z", "magic": "", "version": "" },
            "resources": [
              { "urn": "urn:pulumi:cloud::wrong::pulumi:pulumi:Stack::wrong-cloud", "custom": false, "type": "pulumi:pulumi:Stack" },
              {
                "urn": "urn:pulumi:cloud::wrong::pulumi:providers:digitalocean::default_4_76_0", "custom": true,
                "id": "7b1a3c0e-0000-4000-8000-000000000001", "type": "pulumi:providers:digitalocean",
                "inputs": { "__internal": {}, "version": "4.76.0" }, "outputs": { "version": "4.76.0" }
              },
              {
                "urn": "urn:pulumi:cloud::wrong::digitalocean:index/vpc:Vpc::shop", "custom": true,
                "id": "5", "type": "digitalocean:index/vpc:Vpc",
                "inputs": { "__defaults": ["name"], "ipRange": "10.10.0.0/24", "name": "shop-5d6e7f8", "region": "fra1" },
                "outputs": { "ipRange": "10.10.0.0/24", "name": "shop-5d6e7f8", "region": "fra1" },
                "parent": "urn:pulumi:cloud::wrong::pulumi:pulumi:Stack::wrong-cloud",
                "provider": "urn:pulumi:cloud::wrong::pulumi:providers:digitalocean::default_4_76_0::7b1a3c0e-0000-4000-8000-000000000001"
              },
              {
                "urn": "urn:pulumi:cloud::wrong::digitalocean:index/droplet:Droplet::web", "custom": true,
                "id": "7", "type": "digitalocean:index/droplet:Droplet",
                "inputs": {
                  "__defaults": ["backups", "gracefulShutdown", "ipv6", "monitoring", "name", "resizeDisk"],
                  "backups": false, "gracefulShutdown": false, "ipv6": false, "monitoring": false, "resizeDisk": true, "name": "web-1a2b3c4",
                  "image": "debian-12-x64", "region": "fra1", "size": "s-1vcpu-1gb", "tags": ["shop"], "vpcUuid": "5"
                },
                "outputs": { "image": "debian-12-x64", "name": "web-1a2b3c4", "region": "fra1", "size": "s-1vcpu-1gb", "ipv4Address": "192.0.2.1", "memory": 1024 },
                "parent": "urn:pulumi:cloud::wrong::pulumi:pulumi:Stack::wrong-cloud",
                "provider": "urn:pulumi:cloud::wrong::pulumi:providers:digitalocean::default_4_76_0::7b1a3c0e-0000-4000-8000-000000000001"
              }
            ]
          }
        }
        """;

    private static TestProject Project(params string[] lines)
    {
        var project = TestProject.Create($"name: wrong\nruntime:\n  name: dotnet\n  options:\n    binary: {Repository.WrongProgram}\n");
        File.WriteAllText(Path.Combine(project.Directory, $"Pulumi.{Stack}.yaml"), "config:\n" + string.Concat(lines.Prepend("wrong:does: cloud").Select(l => $"  {l}\n")));
        return project;
    }

    private static Task<CommandResult> PreviewAsync(TestProject project, Dictionary<string, string?>? variables = null, params string[] more) =>
        project.InfraAsync(
            new Dictionary<string, string?>((variables ?? []).Concat(_alone).DistinctBy(v => v.Key)),
            ["preview", "--non-interactive", "--stack", Stack, .. more]);
}
