using Pulumi;

namespace Infra.Machine.Resources;

/// <summary>A Debian machine on this computer, with an address and a systemd of its own.</summary>
[MachineResourceType("LocalServer")]
public sealed class LocalServer : CustomResource
{
    public LocalServer(string name, LocalServerArgs args, CustomResourceOptions? options = null)
        : base("machine:index:LocalServer", name, args, MachineProvider.Options(options))
    {
    }

    /// <summary>Its address, reachable from this computer.</summary>
    [Output("address")]
    public Output<string> Address { get; private set; } = null!;

    /// <summary>Where SSH listens.</summary>
    [Output("port")]
    public Output<int> Port { get; private set; } = null!;

    /// <summary>Its name.</summary>
    [Output("hostname")]
    public Output<string> Hostname { get; private set; } = null!;

    /// <summary>Where its files are on this computer.</summary>
    [Output("directory")]
    public Output<string> Directory { get; private set; } = null!;
}
