using Infra.Machine.Provider.Local;
using Infra.Protocol.Providers;

namespace Infra.Machine.Provider.Tests.Local;

public sealed class LocalRootTests
{
    [Fact]
    public void FromEnvironment_Nothing_IsTheUsualPlace()
    {
        var root = LocalRoot.FromEnvironment(_ => null);

        root.ShouldBe(new LocalRoot("/var/lib/infra", "/var/lib/infra/images", "infra"));
        root.Bridge.ShouldBe("infra0");
    }

    [Fact]
    public void FromEnvironment_OtherPlace_HasOtherNamesThatFitAnInterface()
    {
        var root = LocalRoot.FromEnvironment(name => name == LocalRoot.DirectoryVariable ? "/srv/machines/" : null);

        root.Directory.ShouldBe("/srv/machines");
        root.Images.ShouldBe("/srv/machines/images");
        root.Bridge.ShouldNotBe("infra0");
        root.Link("10.213.7.254").Length.ShouldBeLessThanOrEqualTo(15);
        root.IsLink(root.Link("10.213.7.254")).ShouldBeTrue();
        LocalRoot.FromEnvironment(_ => null).IsLink(root.Link("10.213.7.254")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("relative")]
    [InlineData("/with,comma")]
    [InlineData("/with:colon")]
    [InlineData("/")]
    public void FromEnvironment_PathThatCannotBeMounted_IsRefused(string path) =>
        Should.Throw<ProviderException>(() => LocalRoot.FromEnvironment(_ => path)).Message.ShouldContain(LocalRoot.DirectoryVariable);
}
