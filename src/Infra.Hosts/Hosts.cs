using Infra.DigitalOcean.AppPlatform;
using Infra.DigitalOcean.Droplets;
using Infra.Hosting;
using Infra.Local;
using Infra.Ssh;
using Pulumi;

namespace Infra.Hosts;

/// <summary>The hosts that a stack's configuration can name.</summary>
public static class Hosts
{
    private static readonly SortedDictionary<string, Func<Config, Host>> _known = new(StringComparer.Ordinal)
    {
        ["digitalocean/app-platform"] = config => new AppPlatformHost(AppSettings.FromConfig(config)),
        ["digitalocean/droplet"] = config => new DropletHost(DropletSettings.FromConfig(config)),
        ["local"] = _ => new LocalHost(),
        ["ssh"] = config => new SshHost(SshSettings.FromConfig(config)),
    };

    /// <summary>The host that infra:host names, with its own settings.</summary>
    public static Host FromConfig()
    {
        var config = new Config("infra");
        return Named(config.Require("host"), config);
    }

    internal static Host Named(string name, Config config) =>
        _known.TryGetValue(name, out var make) ? make(config) : new UnknownHost(name, [.. _known.Keys]);
}
