using Infra.Protocol.Properties;
using Infra.Protocol.Providers;
using Infra.Tables.Offline;
using Infra.Tables.Tests.Support;
using static Infra.Tables.Tests.Support.Boxes;

namespace Infra.Tables.Tests.Offline;

public sealed class OfflineProviderTests : IAsyncDisposable
{
    private const string Missing = "the plugin boxes v1.2.3 is not installed";

    private readonly HeardHost _host = new();
    private readonly OfflineProvider _provider;

    public OfflineProviderTests() => _provider = new OfflineProvider(Package, Catalog, Missing, _host);

    public ValueTask DisposeAsync() => _provider.DisposeAsync();

    [Fact]
    public async Task Check_OfWrongInputs_FailsWithAllOfThem()
    {
        var result = await CheckAsync(Map(("imge", "x"), ("height", 99)));

        result.Failures.Select(f => f.Property).ShouldBe(["imge", "image", "height"]);
    }

    [Fact]
    public async Task Check_OfDoubtfulInputs_WarnsAtTheResource()
    {
        (await CheckAsync(With(("colour", "blue")))).Failures.ShouldBeEmpty();

        var (severity, message, urn) = _host.Heard.ShouldHaveSingleItem();
        (severity, urn).ShouldBe((LogSeverity.Warning, Urn));
        message.ShouldStartWith("colour ");
    }

    [Fact]
    public async Task Check_OfRightInputs_FillsInDefaults() =>
        (await CheckAsync(With())).Inputs["backups"].ShouldBe(false);

    [Fact]
    public async Task Create_InAPreview_KnowsWhatWasGivenAndNothingElse()
    {
        var inputs = (await CheckAsync(With(("key", "canary")))).Inputs;

        var made = await _provider.CreateAsync(new CreateArgs(Urn, inputs, null, Preview: true), CancellationToken.None);

        made.Id.ShouldBeEmpty();
        made.Outputs.ShouldBe(With(
            ("address", PropertyValue.Unknown),
            ("backups", false),
            ("ipv6", false),
            ("key", ((PropertyValue)"canary").AsSecret()),
            ("kind", "small"),
            ("name", PropertyValue.Unknown),
            ("region", PropertyValue.Unknown),
            ("token", PropertyValue.Unknown.AsSecret())));
    }

    [Fact]
    public async Task Update_InAPreview_KeepsWhatTheCloudSaid()
    {
        var old = With(("address", "192.0.2.1"), ("region", "fra1"), ("name", "one"), ("note", "gone"));

        var updated = await _provider.UpdateAsync(new UpdateArgs("7", Urn, old, With(), With(("name", "one"), ("height", 4)), null, [], Preview: true), CancellationToken.None);

        updated.Outputs["address"].ShouldBe("192.0.2.1");
        updated.Outputs["region"].ShouldBe("fra1");
        updated.Outputs["height"].ShouldBe(4);
        updated.Outputs.ContainsKey("note").ShouldBeFalse();
    }

    [Fact]
    public async Task Diff_OfAForcingChange_AsksForAReplacement() =>
        (await _provider.DiffAsync(new DiffArgs("7", Urn, With(), With(), Map(("image", "ubuntu")), []), CancellationToken.None)).Replaces.ShouldBe(["image"]);

    [Fact]
    public async Task Read_OfAResourceLookedUp_KnowsWhatTheProgramSays()
    {
        var read = await _provider.ReadAsync(new ReadArgs("7", Urn, With(), With(), null), CancellationToken.None);

        read!.Id.ShouldBe("7");
        read.Outputs["image"].ShouldBe("debian");
        read.Outputs["address"].ShouldBe(PropertyValue.Unknown);
    }

    [Fact]
    public async Task Invoke_OfAFunction_IsUnknownAndChecked()
    {
        var result = await _provider.InvokeAsync(new InvokeArgs("boxes:index/getBox:getBox", Map(("name", "one")), Preview: true), CancellationToken.None);
        result.Return.ShouldBe(Map(("id", PropertyValue.Unknown), ("token", PropertyValue.Unknown.AsSecret())));

        var wrong = await _provider.InvokeAsync(new InvokeArgs("boxes:index/getBox:getBox", Map(("nam", "one")), Preview: true), CancellationToken.None);
        wrong.Failures.Select(f => f.Property).ShouldBe(["nam", "name"]);
    }

    [Fact]
    public async Task Anything_ThatWouldBeReal_IsRefusedWithWhatIsMissing()
    {
        Func<Task>[] calls =
        [
            () => _provider.CreateAsync(new CreateArgs(Urn, With(), null, Preview: false), CancellationToken.None),
            () => _provider.UpdateAsync(new UpdateArgs("7", Urn, With(), With(), With(), null, [], Preview: false), CancellationToken.None),
            () => _provider.DeleteAsync(new DeleteArgs("7", Urn, With(), With(), null), CancellationToken.None),
            () => _provider.ReadAsync(new ReadArgs("7", Urn, PropertyMap.Empty, null, null), CancellationToken.None),
        ];
        foreach (var call in calls)
        {
            var e = await Should.ThrowAsync<ProviderException>(call);
            e.Message.ShouldContain(Missing);
            e.Message.ShouldContain("infra config set --secret boxes:token");
            e.Message.ShouldContain(BoxToken);
        }
    }

    [Fact]
    public async Task Resource_ThatNoTableKnows_IsRefused() =>
        (await Should.ThrowAsync<ProviderException>(() => _provider.CheckAsync(new CheckArgs("urn:pulumi:dev::shop::boxes:index/bxo:Box::one", null, With(), default), CancellationToken.None)))
            .Message.ShouldContain($"did you mean '{BoxToken}'");

    [Fact]
    public async Task CheckConfig_OfAnUnknownKey_IsRefusedAndTheEnginesAreNot()
    {
        var news = Map(("version", "1.2.3"), ("pluginDownloadURL", "x"), ("tokn", "x"));

        (await _provider.CheckConfigAsync(new CheckArgs("urn:pulumi:dev::shop::pulumi:providers:boxes::default", null, news, default), CancellationToken.None))
            .Failures.ShouldHaveSingleItem().Reason.ShouldContain("did you mean 'token'?");
    }

    [Theory]
    [InlineData("token", "", null)]
    [InlineData("endpoint", "BOX_TOKEN", null)]
    [InlineData("endpoint", "OTHER", "neither boxes:token nor BOXES_TOKEN nor BOX_TOKEN is set")]
    public void MissingCredentials_AreThoseWithoutConfigurationAndVariable(string given, string variable, string? missing) =>
        OfflineNeeds.MissingCredentials(Package, new HashSet<string>([given]), name => name == variable ? "x" : null).ShouldBe(missing);

    private Task<CheckResult> CheckAsync(PropertyMap inputs) => _provider.CheckAsync(new CheckArgs(Urn, null, inputs, new byte[32]), CancellationToken.None);
}
