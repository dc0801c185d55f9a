using Infra.Cli.CodeGeneration;
using Infra.Machine.Provider;

namespace Infra.Cli.Tests.CodeGeneration;

/// <summary>The schema of the provider in this process.</summary>
internal static class MachineSchema
{
    private static readonly Lazy<PackageSchema> _schema = new(() =>
    {
        using var stream = typeof(MachineProvider).Assembly.GetManifestResourceStream(typeof(MachineProvider).Assembly.GetManifestResourceNames().Single(name => name.EndsWith("schema.json", StringComparison.Ordinal)))!;
        using var reader = new StreamReader(stream);
        return PackageSchema.Parse("machine", reader.ReadToEnd())!;
    });

    public static PackageSchema Value => _schema.Value;
}
