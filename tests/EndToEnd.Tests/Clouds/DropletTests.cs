using EndToEnd.Tests.Support;

namespace EndToEnd.Tests.Clouds;

/// <summary>The shop on a DigitalOcean Droplet, as shipped for staging: previewed with nothing, rehearsed on this computer.</summary>
[Collection(Collections.Clouds)]
public sealed class DropletTests
{
    private const string Stack = "e2e-droplet";

    [MachineFact]
    public async Task Life_OfTheShopOnADroplet_ByRehearsal()
    {
        await using var project = TestProject.Create();
        project.WriteStack(Stack, [.. Repository.SettingsOf("staging"), "infra:domain: shop.test", "infra:alertEmail: ops@example.org", "infra:protectData: false"]);
        Task<CommandResult> InfraAsync(params string[] arguments) => project.InfraAsync([.. arguments, "--non-interactive", "--stack", Stack]);
        await Life.RunAsync(
            async () =>
            {
                var preview = (await InfraAsync("preview")).ShouldExit(0);
                preview.All.ShouldContain("previewed offline");
                preview.Output.ShouldContain("Droplet s-1vcpu-1gb");
                preview.Output.ShouldContain("6.00 USD");

                (await InfraAsync("up", "--yes", "--rehearse")).ShouldExit(0).Output.ShouldContain("Rehearsal on this computer");

                var outputs = await project.OutputsAsync(Stack + "-rehearsal");
                using (var browser = Browser.Open(outputs["caFile"], outputs["address"]))
                {
                    (await browser.GetStringAsync(outputs["url"])).ShouldContain("The little shop");
                }

                (await InfraAsync("preview", "--rehearse", "--refresh", "--expect-no-changes")).ShouldExit(0);
            },
            async () =>
            {
                (await InfraAsync("destroy", "--yes", "--rehearse")).ShouldExit(0).Output.ShouldContain("Nothing is left");
            });
    }

    [Theory]
    [InlineData("infra:region: fra9", "INF6203: infra:region: DigitalOcean has no region 'fra9'")]
    [InlineData("infra:size: s-1vcpu-1gbb", "Did you mean 's-1vcpu-1gb'?")]
    [InlineData("infra:servers: '2'", "Database.Placement: 2 servers cannot each have the database")]
    public async Task Preview_OfAWrongSetting_SaysWhatAndMakesNothing(string setting, string expected)
    {
        await using var project = TestProject.Create();
        project.WriteStack(Stack, setting.StartsWith("infra:region", StringComparison.Ordinal) ? [setting, "infra:host: digitalocean/droplet"] : ["infra:region: fra1", setting, "infra:host: digitalocean/droplet"]);

        var preview = await project.InfraAsync("preview", "--non-interactive", "--stack", Stack);

        preview.ExitCode.ShouldNotBe(0);
        preview.All.ShouldContain(expected);
    }
}
