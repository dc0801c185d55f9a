using Pulumi;

namespace Infra.Machine.Resources;

/// <summary>What all resources of the machine provider share.</summary>
internal static class MachineProvider
{
    public const string Version = "0.1.0";

    public static CustomResourceOptions Options(CustomResourceOptions? options) =>
        CustomResourceOptions.Merge(new CustomResourceOptions { Version = Version }, options);
}
