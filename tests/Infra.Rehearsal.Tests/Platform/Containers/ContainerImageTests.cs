using Infra.Protocol.Properties;
using Infra.Protocol.Providers;
using Infra.Rehearsal.Platform.Containers;

namespace Infra.Rehearsal.Tests.Platform.Containers;

public sealed class ContainerImageTests
{
    private const string Digest = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    [Theory]
    [InlineData("DOCKER_HUB", "library", "nginx", "1.27", "", null, "docker.io/library/nginx:1.27")]
    [InlineData("DOCKER_HUB", "acme", "shop", "", "", "", "docker.io/acme/shop:latest")]
    [InlineData("GHCR", "acme", "team/shop", "", Digest, null, "ghcr.io/acme/team/shop@" + Digest)]
    [InlineData("GHCR", "acme", "shop", "1", "", "mirror.example:5000", "mirror.example:5000/acme/shop:1")]
    [InlineData("DOCR", "", "shop", "1", "", "registry.digitalocean.com/acme/", "registry.digitalocean.com/acme/shop:1")]
    public void Of_AnImage_SaysWhereItIs(string type, string registry, string repository, string tag, string digest, string? instead, string location)
    {
        var image = ContainerImage.Of(Declared(type, registry, repository, tag, digest), instead);

        (image.Location, image.IsPlain, image.Credentials).ShouldBe((location, false, "ada:token"));
        image.Registry.ShouldBe(location.Split('/')[0]);
    }

    [Fact]
    public void Of_APlainRegistry_AsksItWithoutTls() =>
        ContainerImage.Of(Declared("GHCR", "acme", "shop", "1", ""), "http://127.0.0.1:5000").ShouldBe(new ContainerImage("127.0.0.1:5000/acme/shop:1", true, "ada:token"));

    [Theory]
    [InlineData("DOCR", null, "in whose")]
    [InlineData("GHCR", "https://mirror.example", "names no registry")]
    [InlineData("GHCR", "mirror.example --all", "names no registry")]
    public void Of_OneThatCannotBeFound_SaysWhatToDo(string type, string? instead, string problem)
    {
        var message = Should.Throw<ProviderException>(() => ContainerImage.Of(Declared(type, "", "shop", "1", ""), instead)).Message;

        message.ShouldStartWith("INF7507: ");
        message.ShouldContain(problem);
        message.ShouldContain("INFRA_REHEARSAL_REGISTRY=");
    }

    private static PropertyMap Declared(string type, string registry, string repository, string tag, string digest) =>
    [
        new("registryType", type), new("registry", registry), new("repository", repository), new("tag", tag), new("digest", digest),
        new("registryCredentials", ((PropertyValue)"ada:token").AsSecret()),
    ];
}
