using Infra.Machine.Provider.Configurations;
using Infra.Machine.Provider.Keys;
using Infra.Machine.Provider.Tests.Support;

namespace Infra.Machine.Provider.Tests.Configurations;

public sealed class LayersAtWorkTests
{
    private readonly LayersAtWork _atWork = new();

    [Fact]
    public void Beside_OthersOfTheServer_AreThoseWithPackagesUntilTheyEnd()
    {
        var web = Layer("web", "10.0.0.1", "nginx");
        using var own = _atWork.Enter(web);
        using var elsewhere = _atWork.Enter(Layer("far", "10.0.0.2", "nginx"));
        using var nothing = _atWork.Enter(Layer("plain", "10.0.0.1"));
        using var system = _atWork.Enter(Layer("system", "10.0.0.1", "nftables"));
        var runtime = _atWork.Enter(Layer("runtime", "10.0.0.1", "python3"));

        _atWork.Beside(web).ShouldBe(["runtime", "system"]);
        runtime.Dispose();

        _atWork.Beside(web).ShouldBe(["system"]);
    }

    private static ConfigurationInputs Layer(string title, string host, params string[] packages)
    {
        var key = OpenSshKey.Generate("x");
        return ConfigurationInputs.Of(Calls.Map(
            ("connection", Calls.Map(("host", host), ("user", "root"), ("privateKey", key.PrivateKey), ("hostKey", key.PublicKey))),
            ("title", title),
            ("packages", Calls.List(packages))));
    }
}
