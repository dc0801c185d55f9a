using EndToEnd.Tests.Support;
using Tests.Support;

namespace EndToEnd.Tests.Clouds;

/// <summary>The shop on DigitalOcean's App Platform, as shipped, rehearsed on this computer.</summary>
[Collection(Collections.Clouds)]
public sealed class PlatformTests
{
    private const string Stack = "e2e-platform";

    [MachineFact]
    public async Task Life_OfTheShopOnThePlatform_ByRehearsal()
    {
        (await DebianTools.MissingAsync(DebianTools.OfMachines)).ShouldBeEmpty();
        await using var project = TestProject.Create();
        var root = $"/var/lib/infra-test/{Path.GetFileName(project.Directory)}";
        var place = new Dictionary<string, string?> { ["INFRA_LOCAL_ROOT"] = root, ["INFRA_LOCAL_IMAGES"] = "/var/lib/infra/images" };
        Task<CommandResult> InfraAsync(params string[] arguments) => project.InfraAsync(place, [.. arguments, "--non-interactive", "--stack", Stack]);
        project.WriteStack(Stack, [.. Repository.SettingsOf("platform"), "infra:protectData: false"]);
        await Life.RunAsync(
            async () =>
            {
                (await InfraAsync("up", "--yes", "--rehearse")).ShouldExit(0).Output.ShouldContain("Rehearsal on this computer");

                var url = new Uri((await project.OutputsAsync(Stack + "-rehearsal"))["url"]);
                url.Host.ShouldEndWith(".ondigitalocean.app");
                var (authority, address) = (Path.Combine(root, "rehearsal", "authority.crt"), await RehearsedNames.AskAsync(root, url.Host));
                using var browser = Browser.Open(authority, address);
                var page = await browser.GetStringAsync(url);
                page.ShouldContain("The little shop");
                var style = page.Split('"').First(word => word.Contains("/static/", StringComparison.Ordinal) && word.EndsWith(".css", StringComparison.Ordinal));
                (await browser.GetStringAsync(new Uri(url, style))).ShouldContain("{");

                (await InfraAsync("up", "--yes", "--rehearse", "--refresh", "--expect-no-changes")).ShouldExit(0);

                var template = Path.Combine(project.Sample, "catalogue", "templates", "catalogue", "home.html");
                await File.WriteAllTextAsync(template, (await File.ReadAllTextAsync(template)).Replace("The little shop", "The larger shop", StringComparison.Ordinal));
                await using (var load = await Load.StartAsync(() => Browser.Open(authority, address), url))
                {
                    (await InfraAsync("up", "--yes", "--rehearse")).ShouldExit(0).Output.ShouldContain("1 updated");
                    await load.ShouldHaveLostNothingAsync();
                }

                (await browser.GetStringAsync(url)).ShouldContain("The larger shop");
            },
            async () =>
            {
                var destroyed = await InfraAsync("destroy", "--yes", "--rehearse");
                var left = Directory.Exists(root) ? Directory.GetDirectories(root).Select(Path.GetFileName).Where(d => d != "locks") : [];
                left.ShouldBeEmpty(destroyed.All);
                Directory.Delete(root, recursive: true);
                destroyed.ShouldExit(0).Output.ShouldContain("Nothing is left");
            });
    }
}
