using EndToEnd.Tests.Support;

namespace EndToEnd.Tests.Clouds;

/// <summary>The shop with all that DigitalOcean adds to a Droplet: a managed database with a pool and a standby node, an address that stays.</summary>
[Collection(Collections.Clouds)]
public sealed class ManagedDatabaseTests
{
    private const string Stack = "e2e-managed";

    [MachineFact]
    public async Task Life_OfTheShopWithPoolStandbyAndReservedAddress_ByRehearsal()
    {
        await using var project = TestProject.Create();
        project.WriteStack(
            Stack,
            "infra:host: digitalocean/droplet",
            "infra:region: fra1",
            "infra:domain: shop.test",
            "infra:protectData: false",
            "infra:reservedIp: true",
            "infra:databasePlacement: managed",
            "infra:databaseStandbys: 1",
            "infra:databasePool: 5");
        Task<CommandResult> InfraAsync(params string[] arguments) => project.InfraAsync([.. arguments, "--non-interactive", "--stack", Stack]);
        await Life.RunAsync(
            async () =>
            {
                (await InfraAsync("up", "--yes", "--rehearse")).ShouldExit(0);

                var outputs = await project.OutputsAsync(Stack + "-rehearsal");
                outputs["monthlyCost"].ShouldBe("66.90 USD", "two nodes of the smallest size that may have a standby");
                outputs["address"].ShouldStartWith("10.213.255.");
                using (var browser = Browser.Open(outputs["caFile"], outputs["address"]))
                {
                    (await browser.GetStringAsync(outputs["url"])).ShouldContain("The little shop");
                }

                var environment = (await project.OnServerAsync(Stack + "-rehearsal", "cat /etc/shop/environment")).ShouldExit(0).Output;
                environment.ShouldContain(":25061/shop-database-pool-");
                environment.ShouldContain("DJANGO_DISABLE_SERVER_SIDE_CURSORS=\"true\"");
                (await InfraAsync("preview", "--rehearse", "--refresh", "--expect-no-changes")).ShouldExit(0);
            },
            async () =>
            {
                (await InfraAsync("destroy", "--yes", "--rehearse")).ShouldExit(0).Output.ShouldContain("Nothing is left");
            });
    }
}
