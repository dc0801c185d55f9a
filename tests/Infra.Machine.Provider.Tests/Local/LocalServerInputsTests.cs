using Infra.Machine.Provider.Keys;
using Infra.Machine.Provider.Local;
using Infra.Machine.Provider.Tests.Support;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;

namespace Infra.Machine.Provider.Tests.Local;

public sealed class LocalServerInputsTests
{
    private static readonly OpenSshKey _key = OpenSshKey.Generate("x");

    private readonly LocalServer _resource = new(new RecordingHost(), LocalRoot.FromEnvironment(_ => null));

    private static PropertyMap Good => Calls.Map(
        ("hostname", "shop"), ("adminUser", "admin"), ("authorizedKeys", Calls.List(_key.PublicKey)), ("hostPublicKey", _key.PublicKey), ("hostPrivateKey", _key.PrivateKey));

    [Fact]
    public void Check_Defaults_AreFilledIn()
    {
        var inputs = _resource.Checked(Good);

        inputs["image"].ShouldBe((PropertyValue)"debian-12");
        inputs["running"].ShouldBe((PropertyValue)true);
    }

    [Fact]
    public void Check_EverythingWrong_IsReportedTogether()
    {
        var failures = _resource.Check(Calls.Map(
            ("hostname", "Shop_1"), ("image", "debian12"), ("adminUser", "Admin"), ("authorizedKeys", Calls.List("nonsense", _key.PublicKey + "\nx")),
            ("hostPublicKey", "x"), ("memory", 1), ("vcpus", 0.5), ("packages", Calls.List("nginx; rm -rf /", "-y")), ("pakages", PropertyValue.Array()))).Failures;

        failures.Select(f => f.Property).Order(StringComparer.Ordinal).ShouldBe(
        [
            "adminUser", "authorizedKeys[0]", "authorizedKeys[1]", "hostPrivateKey", "hostPublicKey", "hostname", "image", "memory", "packages[0]", "packages[1]", "pakages", "vcpus",
        ]);
        failures.Single(f => f.Property == "image").Reason.ShouldContain("did you mean 'debian-12'?");
    }

    [Fact]
    public void Check_KeysNotKnownYet_AreNoFailures() =>
        _resource.Check(Good.With("authorizedKeys", PropertyValue.Array(PropertyValue.Unknown)).With("hostPublicKey", PropertyValue.Unknown)
            .With("hostPrivateKey", PropertyValue.Unknown)).Failures.ShouldBeEmpty();

    [Theory]
    [InlineData("hostname", true)]
    [InlineData("adminUser", true)]
    [InlineData("userData", true)]
    [InlineData("hostPublicKey", true)]
    [InlineData("memory", false)]
    [InlineData("vcpus", false)]
    public void Diff_Input_ReplacesOrUpdates(string name, bool replaces)
    {
        var news = Good.With(name, name is "memory" or "vcpus" ? 512 : OpenSshKey.Generate("y").PublicKey);
        var diff = _resource.Diff(new DiffArgs("id", Calls.Urn, Good, Good, news, []));

        diff.Changes.ShouldBe(DiffChanges.Some);
        diff.RequiresReplacement.ShouldBe(replaces);
        diff.DeleteBeforeReplace.ShouldBeTrue();
    }

    [Fact]
    public void Diff_Packages_IsNone() =>
        _resource.Diff(new DiffArgs("id", Calls.Urn, Good, Good, Good.With("packages", Calls.List("nginx")), [])).Changes.ShouldBe(DiffChanges.None);

    [Fact]
    public async Task Create_Preview_TouchesNothing()
    {
        var created = await _resource.CreateAsync(Good, preview: true);

        created.Outputs["address"].ShouldBe(PropertyValue.Unknown);
        created.Outputs["hostname"].ShouldBe((PropertyValue)"shop");
    }

    [Fact]
    public void NameFor_SameResource_IsSameName()
    {
        LocalServer.NameFor("shop", "urn:a").ShouldBe(LocalServer.NameFor("shop", "urn:a"));
        LocalServer.NameFor("shop", "urn:a").ShouldNotBe(LocalServer.NameFor("shop", "urn:b"));
        LocalServer.NameFor(new string('a', 60), "urn:a").Length.ShouldBeLessThanOrEqualTo(47);
    }
}
