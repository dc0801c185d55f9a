using Infra.Protocol.Properties;
using Infra.Protocol.Providers;
using Infra.Rehearsal.Tests.Support;

namespace Infra.Rehearsal.Tests;

/// <summary>What the engine may count on, of every kind that needs no machine.</summary>
public sealed class RehearsalProviderTests
{
    public static TheoryData<string> Kinds => ["SshKey", "Vpc", "Volume", "Tag", "Project", "Firewall", "ReservedIp", "Certificate", "MonitorAlert", "UptimeCheck"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Life_OfAThing_IsThatOfTheCloud(string kind)
    {
        await using var cloud = new TestCloud();
        var given = Samples.Of(kind);
        var (made, inputs) = await cloud.MakeAsync(kind, given);

        var read = (await cloud.ReadAsync(kind, made.Id, made.Outputs, inputs))!;
        read.Id.ShouldBe(made.Id);
        read.Outputs.ShouldBe(made.Outputs);
        read.Inputs.ShouldBe(inputs);

        var again = await cloud.Provider.CheckAsync(new CheckArgs(TestCloud.Urn(kind), inputs, given, new byte[32]), default);
        (await cloud.Provider.DiffAsync(new DiffArgs(made.Id, TestCloud.Urn(kind), made.Outputs, inputs, again.Inputs, []), default)).Changes.ShouldBe(DiffChanges.None);

        await cloud.DeleteAsync(kind, made.Id, inputs);
        (await cloud.ReadAsync(kind, made.Id, made.Outputs, inputs)).ShouldBeNull();
        await cloud.DeleteAsync(kind, made.Id, inputs);
        Directory.Exists(cloud.Account.Directory).ShouldBeFalse();
    }

    [Fact]
    public async Task Delete_OfTheLastThingsAtOnce_TakesTheAccountAlong()
    {
        await using var cloud = new TestCloud();
        for (var round = 0; round < 100; round++)
        {
            var (key, keyInputs) = await cloud.MakeAsync("SshKey", Samples.Of("SshKey"));
            var (tag, tagInputs) = await cloud.MakeAsync("Tag", Samples.Of("Tag"));

            await Task.WhenAll(
                Task.Run(() => cloud.DeleteAsync("SshKey", key.Id, keyInputs)),
                Task.Run(() => cloud.DeleteAsync("Tag", tag.Id, tagInputs)));

            Directory.Exists(cloud.Account.Directory).ShouldBeFalse();
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    [InlineData("Droplet")]
    public async Task Create_InAPreview_MakesNothingAndKeepsWhatIsNotKnown(string kind)
    {
        await using var cloud = new TestCloud();
        var check = await cloud.CheckAsync(kind, kind == "Droplet" ? Samples.Droplet().With("vpcUuid", PropertyValue.Unknown) : Samples.Of(kind));

        var made = await cloud.Provider.CreateAsync(new CreateArgs(TestCloud.Urn(kind), check.Inputs, null, Preview: true), default);

        made.Id.ShouldBeEmpty();
        made.Outputs.Count.ShouldBeGreaterThan(1);
        Directory.Exists(cloud.Account.Directory).ShouldBeFalse();
    }

    [Fact]
    public async Task Create_OfADropletInAPreview_ForeseesWhatItsSizeSays()
    {
        await using var cloud = new TestCloud();
        var check = await cloud.CheckAsync("Droplet", Samples.Droplet());

        var made = await cloud.Provider.CreateAsync(new CreateArgs(TestCloud.Urn("Droplet"), check.Inputs, null, Preview: true), default);

        (made.Outputs["memory"], made.Outputs["vcpus"], made.Outputs["priceMonthly"]).ShouldBe((1024, 1, 6));
        made.Outputs["ipv4Address"].ShouldBe(PropertyValue.Unknown);
    }

    [Fact]
    public async Task CheckConfig_OfAnyConfiguration_MarksTheProvider()
    {
        await using var cloud = new TestCloud();

        var check = await cloud.Provider.CheckConfigAsync(new CheckArgs("urn:pulumi:test::test::pulumi:providers:digitalocean::default", null, PropertyMap.Empty, new byte[32]), default);

        check.Inputs.Keys.ShouldContain(RehearsalProvider.Mark);
        check.Failures.ShouldBeEmpty();
    }

    [Fact]
    public async Task Check_OfAKindThatIsNotRehearsed_SaysWhichAre()
    {
        await using var cloud = new TestCloud();

        (await Should.ThrowAsync<ProviderException>(() => cloud.CheckAsync("SpacesBucket", PropertyMap.Empty))).Message.ShouldContain("INF7506");
    }

    [Fact]
    public async Task Create_WithAName_RefusesASecondOfIt()
    {
        await using var cloud = new TestCloud();
        await cloud.MakeAsync("Vpc", Samples.Of("Vpc").With("name", "net"));

        var failure = await Should.ThrowAsync<ProviderException>(cloud.MakeAsync("Vpc", Samples.Of("Vpc").With("name", "net"), "b"));

        failure.Message.ShouldContain("the name 'net' is already in use");
        failure.Message.ShouldContain("422");
    }

    [Fact]
    public async Task Create_OfAKeyThatIsThere_IsRefused()
    {
        await using var cloud = new TestCloud();
        var key = Samples.Of("SshKey");
        await cloud.MakeAsync("SshKey", key);

        (await Should.ThrowAsync<ProviderException>(cloud.MakeAsync("SshKey", key, "b"))).Message.ShouldContain("already in use on your account");
    }

    [Fact]
    public async Task Create_AfterAnInterruptedOne_TakesWhatItLeft()
    {
        await using var cloud = new TestCloud();
        var (made, _) = await cloud.MakeAsync("Vpc", Samples.Of("Vpc").With("name", "net"));
        cloud.Account.Save(cloud.Account.Find("Vpc", made.Id)! with { Complete = false });
        (await cloud.ReadAsync("Vpc", made.Id, made.Outputs, null)).ShouldBeNull();

        var (again, _) = await cloud.MakeAsync("Vpc", Samples.Of("Vpc").With("name", "net"));

        cloud.Account.Things.ShouldHaveSingleItem().Id.ShouldBe(again.Id);
    }

    [Fact]
    public async Task Create_WithASecret_KeepsItOutOfTheRecord()
    {
        await using var cloud = new TestCloud();
        var (made, inputs) = await cloud.MakeAsync("Certificate", Samples.Of("Certificate"));

        var record = Directory.GetFiles(cloud.Account.Directory, "*.json").Select(File.ReadAllText).ShouldHaveSingleItem();

        record.ShouldNotContain("PRIVATE KEY");
        made.Outputs["privateKey"].ShouldBeOfType<SecretValue>();
        (await cloud.ReadAsync("Certificate", made.Id, made.Outputs, inputs))!.Outputs["privateKey"].ShouldBeOfType<SecretValue>();
        Directory.GetFiles(cloud.Account.Directory).ShouldAllBe(f => File.GetUnixFileMode(f) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Fact]
    public async Task Update_OfAThing_KeepsItsIdAndIsRead()
    {
        await using var cloud = new TestCloud();
        var (made, inputs) = await cloud.MakeAsync("Project", Samples.Of("Project"));
        var news = inputs.With("purpose", "A shop");

        var changed = await cloud.Provider.UpdateAsync(new UpdateArgs(made.Id, TestCloud.Urn("Project"), made.Outputs, inputs, news, null, [], Preview: false), default);

        changed.Outputs["purpose"].ShouldBe("A shop");
        changed.Outputs["createdAt"].ShouldBe(made.Outputs["createdAt"]);
        (await cloud.ReadAsync("Project", made.Id, changed.Outputs, news))!.Outputs.ShouldBe(changed.Outputs);
    }

    [Theory]
    [InlineData("Droplet", "image", "debian-11-x64", true)]
    [InlineData("Droplet", "size", "s-2vcpu-2gb", false)]
    public async Task Diff_OfAnInput_IsThatOfTheTable(string kind, string input, string value, bool replaces)
    {
        await using var cloud = new TestCloud();
        var inputs = (await cloud.CheckAsync(kind, Samples.Droplet())).Inputs;

        var diff = await cloud.Provider.DiffAsync(new DiffArgs("1", TestCloud.Urn(kind), inputs, inputs, inputs.With(input, value), []), default);

        diff.Replaces.ShouldBe(replaces ? [input] : []);
        diff.Diffs.ShouldBe([input]);
        (await cloud.Provider.DiffAsync(new DiffArgs("1", TestCloud.Urn(kind), inputs, inputs, inputs.With(input, value), [input]), default)).Changes.ShouldBe(DiffChanges.None);
    }
}
