using System.Text.Json;

namespace Pulumi.DigitalOcean.Tests;

/// <summary>Data about the package beside the checkout: INFRA_SHARED, or ../shared; null where there is none.</summary>
internal static class SharedData
{
    public static JsonElement? Read(string file) =>
        Places().Select(place => Path.Combine(place, "data", file)).FirstOrDefault(File.Exists) is { } found
            ? JsonDocument.Parse(File.ReadAllBytes(found)).RootElement
            : null;

    private static IEnumerable<string> Places()
    {
        if (Environment.GetEnvironmentVariable("INFRA_SHARED") is { Length: > 0 } set)
        {
            yield return set;
        }

        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(Path.Combine(directory.FullName, "Infra.sln")) && directory.Parent is { } above)
            {
                yield return Path.Combine(above.FullName, "shared");
            }
        }
    }
}
