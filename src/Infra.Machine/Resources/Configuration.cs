using System.Collections.Immutable;
using Pulumi;

namespace Infra.Machine.Resources;

/// <summary>The wanted state of one layer on one server.</summary>
[MachineResourceType("Configuration")]
public sealed class Configuration : CustomResource
{
    public Configuration(string name, ConfigurationArgs args, CustomResourceOptions? options = null)
        : base("machine:index:Configuration", name, args, MachineProvider.Options(options))
    {
    }

    /// <summary>Of everything it asks for.</summary>
    [Output("digest")]
    public Output<string> Digest { get; private set; } = null!;

    /// <summary>Those that were not there before.</summary>
    [Output("installedPackages")]
    public Output<ImmutableArray<string>> InstalledPackages { get; private set; } = null!;

    /// <summary>What the last run changed, a line each.</summary>
    [Output("report")]
    public Output<ImmutableArray<string>> Report { get; private set; } = null!;
}
