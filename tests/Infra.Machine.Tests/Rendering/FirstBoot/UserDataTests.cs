using System.Text.Json.Nodes;
using Infra.Machine.Rendering.FirstBoot;

namespace Infra.Machine.Tests.Rendering.FirstBoot;

public sealed class UserDataTests
{
    private static readonly UserData _data = new("deploy", ["ssh-ed25519 AAAA me@work", "ssh-ed25519 BBBB \"quoted\" #: key\n"], "-----BEGIN-----\nxyz\n-----END-----", "ssh-ed25519 CCCC shop\n");

    [Fact]
    public void Render_Keys_AreInTheDocumentAsTheyAre()
    {
        var text = _data.Render();

        text.ShouldStartWith("#cloud-config\n");
        var document = JsonNode.Parse(text[text.IndexOf('\n')..])!;
        document["ssh_keys"]!["ed25519_private"]!.GetValue<string>().ShouldBe("-----BEGIN-----\nxyz\n-----END-----\n");
        document["ssh_keys"]!["ed25519_public"]!.GetValue<string>().ShouldBe("ssh-ed25519 CCCC shop");
        var user = document["users"]![0]!;
        user["name"]!.GetValue<string>().ShouldBe("deploy");
        user["ssh_authorized_keys"]!.AsArray().Select(key => key!.GetValue<string>()).ShouldBe(["ssh-ed25519 AAAA me@work", "ssh-ed25519 BBBB \"quoted\" #: key"]);
    }

    [Fact]
    public void Render_NobodyButTheAdmin_CanLogIn()
    {
        var document = JsonNode.Parse(_data.Render()["#cloud-config\n".Length..])!;

        document["users"]!.AsArray().Count.ShouldBe(1);
        document["disable_root"]!.GetValue<bool>().ShouldBeTrue();
        document["ssh_pwauth"]!.GetValue<bool>().ShouldBeFalse();
        document["users"]![0]!["lock_passwd"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public void Render_SameFacts_IsTheSameDocument() => _data.Render().ShouldBe((_data with { }).Render());
}
