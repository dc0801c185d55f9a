using Infra.Machine.Provider.Keys;
using Infra.Machine.Provider.Tests.Support;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;

namespace Infra.Machine.Provider.Tests.Keys;

public sealed class KeyPairTests
{
    private readonly KeyPair _resource = new();

    [Fact]
    public async Task Create_Comment_GivesKeyWithSecretPrivatePart()
    {
        var created = await _resource.CreateAsync(Calls.Map(("comment", "shop login")));

        created.Id.ShouldStartWith("SHA256:");
        created.Outputs.Text("publicKey").ShouldEndWith(" shop login");
        created.Outputs["privateKey"].ShouldBeOfType<SecretValue>();
        created.Outputs.ToString().ShouldNotContain("PRIVATE KEY");
    }

    [Fact]
    public async Task Create_Preview_MakesNothing()
    {
        var created = await _resource.CreateAsync(PropertyMap.Empty, preview: true);

        created.Id.ShouldBe("");
        created.Outputs["publicKey"].ShouldBe(PropertyValue.Unknown);
    }

    [Fact]
    public async Task Diff_OtherComment_Replaces()
    {
        var created = await _resource.CreateAsync(Calls.Map(("comment", "a")));

        _resource.Diff(created, Calls.Map(("comment", "a")), Calls.Map(("comment", "b"))).Replaces.ShouldBe(["comment"]);
        _resource.Diff(created, Calls.Map(("comment", "a")), Calls.Map(("comment", "a"))).Changes.ShouldBe(DiffChanges.None);
    }

    [Fact]
    public void Check_CommentOfTwoLines_IsRefused() =>
        _resource.Check(Calls.Map(("comment", "a\nb"))).Failures.ShouldBe([new("comment", "must be one line of text")]);

    [Fact]
    public void Check_MisspeltName_SuggestsTheRightOne() =>
        _resource.Check(Calls.Map(("coment", "a"))).Failures.ShouldBe([new("coment", "is not an input of this resource (did you mean 'comment'?)")]);
}
