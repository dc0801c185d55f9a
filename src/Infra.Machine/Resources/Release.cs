using System.Collections.Immutable;
using Pulumi;

namespace Infra.Machine.Resources;

/// <summary>A version of an application: uploaded, prepared, checked and only then switched in.</summary>
[MachineResourceType("Release")]
public sealed class Release : CustomResource
{
    public Release(string name, ReleaseArgs args, CustomResourceOptions? options = null)
        : base("machine:index:Release", name, args, MachineProvider.Options(options))
    {
    }

    /// <summary>The one that serves.</summary>
    [Output("release")]
    public Output<string> ReleaseId { get; private set; } = null!;

    /// <summary>Of its code.</summary>
    [Output("sourceHash")]
    public Output<string> SourceHash { get; private set; } = null!;

    /// <summary>Those kept, the newest first.</summary>
    [Output("releases")]
    public Output<ImmutableArray<string>> Releases { get; private set; } = null!;

    /// <summary>The one that served before.</summary>
    [Output("previous")]
    public Output<string?> Previous { get; private set; } = null!;
}
