using Infra.Machine.Provider.Local;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;
using Infra.Rehearsal.Account;
using Infra.Rehearsal.Kinds;
using Infra.Rehearsal.Machines;
using Infra.Rehearsal.Tests.Support;

namespace Infra.Rehearsal.Tests;

/// <summary>An app of an image, pulled from a registry that wants an account: told once, in order.</summary>
public sealed class ContainersOnMachinesTests
{
    [SkippableFact]
    [Trait("Category", "Machine")]
    public async Task App_OfAnImage_RunsItsCommandAsItsUserInItsFiles()
    {
        await using var registry = await TestRegistry.StartAsync();
        await using var machines = await MachineCloud.CreateAsync("http://" + registry.Address);
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(10));
        using (var image = await SampleImage.CreateAsync("one", "serve"))
        {
            await registry.PushAsync(image.Layout, "acme/shop:1");
        }

        using (var image = await SampleImage.CreateAsync("two", "nothing-there"))
        {
            await registry.PushAsync(image.Layout, "acme/shop:2");
        }

        var cloud = machines.Cloud;
        var (id, outputs) = await machines.MakeAsync("App", Declared("1"), "app");
        var app = cloud.Account.Get("App", id);
        using var browser = AppBrowser.Open(cloud, app.Text("address"));
        var page = new Uri(outputs.Text("liveUrl"));

        var said = await browser.GetStringAsync(page, deadline.Token);
        said.ShouldStartWith("one: of the app, of the image, user 1234, in /app, root app bin dev etc ");
        said.ShouldNotContain("srv");
        // The job has made its file in a copy of its own.
        (await InsideAsync(cloud, app, "cat /srv/platform/images/1/*/files/app/prepared 2>&1 || true\n", deadline.Token)).ShouldContain("No such file");
        (await InsideAsync(cloud, app, "grep -l wonder -r /etc /srv /run /usr/local 2>/dev/null || true\n", deadline.Token)).ShouldBe("");

        // Its own command is found nowhere; the one that is given in its place is.
        var failure = (await Should.ThrowAsync<ProviderException>(UpdateAsync(cloud, app, outputs, Declared("2")))).Message;
        failure.ShouldContain("INF7508");
        failure.ShouldContain("the image's command 'nothing-there' is in none of /sbin:/bin");
        (await browser.GetStringAsync(page, deadline.Token)).ShouldStartWith("one: ");
        var changed = await UpdateAsync(cloud, app, outputs, Declared("2", "GREETING='of the command, 100%' exec serve"));
        (await browser.GetStringAsync(page, deadline.Token)).ShouldStartWith("two: of the command, 100%, of the image");

        (await Should.ThrowAsync<ProviderException>(UpdateAsync(cloud, app, changed.Outputs, Declared("3")))).Message.ShouldContain("manifest unknown");
        (await Should.ThrowAsync<ProviderException>(UpdateAsync(cloud, app, changed.Outputs, Declared("1", credentials: "ada:wander")))).Message.ShouldContain("nauthorized");
        (await browser.GetStringAsync(page, deadline.Token)).ShouldStartWith("two: ");

        await machines.DestroyAsync();
        CloudMachine.Names(cloud.Root).ShouldBeEmpty();
        cloud.Said.ShouldNotContain(line => line.Contains("wonder", StringComparison.Ordinal));
    }

    private static PropertyMap Declared(string tag, string command = "", string credentials = TestRegistry.Credentials)
    {
        PropertyMap image =
        [
            new("registryType", "GHCR"), new("registry", "acme"), new("repository", "shop"), new("tag", tag),
            new("registryCredentials", ((PropertyValue)credentials).AsSecret()),
        ];
        PropertyMap service =
        [
            new("name", "web"), new("image", image), new("instanceSizeSlug", "apps-s-1vcpu-0.5gb"),
            new("healthCheck", PropertyMap.Empty.With("httpPath", "/").With("periodSeconds", 1)),
            new("termination", PropertyMap.Empty.With("drainSeconds", 1).With("gracePeriodSeconds", 2)),
        ];
        return Apps.Of(
        [
            new("services", Apps.One(command.Length > 0 ? service.With("runCommand", command) : service)),
            new("jobs", Apps.One([new("name", "prepare"), new("kind", "PRE_DEPLOY"), new("image", image), new("runCommand", "touch prepared && test \"$GREETING\" = 'of the app'")])),
            new("envs", Apps.List(Apps.Variable("GREETING", "of the app"))),
        ]);
    }

    private static async Task<UpdateResult> UpdateAsync(TestCloud cloud, Thing app, PropertyMap outputs, PropertyMap declared)
    {
        var check = await cloud.CheckAsync("App", declared, "app");
        check.Failures.ShouldBeEmpty();
        return await cloud.Provider.UpdateAsync(new UpdateArgs(app.Id, TestCloud.Urn("App", "app"), outputs, app.Inputs, check.Inputs, null, [], Preview: false), default);
    }

    private static Task<string> InsideAsync(TestCloud cloud, Thing app, string script, CancellationToken deadline) =>
        new CloudMachine(cloud.Root, new Narrator(cloud, "")).RunAsync(App.MachineName(app), script, deadline);
}
