namespace Infra.Rehearsal.Platform;

/// <summary>The programs that work inside an app's machine.</summary>
internal static class PlatformAssets
{
    public static string Library { get; } = Read("platform/platform.sh");

    public static string Buildpack { get; } = Read("platform/buildpack.py");

    private static string Read(string name)
    {
        using var stream = typeof(PlatformAssets).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is not embedded");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
