using System.Runtime.CompilerServices;

namespace Pulumi.Generator.Tests.Support;

/// <summary>Compares with a file under Golden/; INFRA_UPDATE_GOLDEN=1 writes it instead.</summary>
internal static class Golden
{
    public static void ShouldMatchGolden(this string actual, string name, [CallerFilePath] string caller = "")
    {
        var file = Path.Combine(Path.GetDirectoryName(caller)!, "Golden", name + ".txt");
        if (Environment.GetEnvironmentVariable("INFRA_UPDATE_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, actual);
        }

        File.Exists(file).ShouldBeTrue($"{file} is missing; INFRA_UPDATE_GOLDEN=1 writes it");
        actual.ShouldBe(File.ReadAllText(file), $"differs from {name}.txt; INFRA_UPDATE_GOLDEN=1 rewrites it");
    }
}
