namespace Infra.Engine.Tests.Support;

/// <summary>The real pulumi-resource-machine.</summary>
internal static class MachinePlugin
{
    /// <summary>From the build of the same configuration: …/tests/X/bin/Debug/net10.0/.</summary>
    public static string Executable
    {
        get
        {
            var output = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/'));
            var repository = output.Parent!.Parent!.Parent!.Parent!.Parent!.FullName;
            return Path.Combine(repository, "src", "Infra.Machine.Plugin", "bin", output.Parent!.Name, output.Name, "pulumi-resource-machine");
        }
    }
}
