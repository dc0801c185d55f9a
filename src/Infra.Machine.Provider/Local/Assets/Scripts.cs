namespace Infra.Machine.Provider.Local.Assets;

/// <summary>The shell scripts that are part of the program.</summary>
internal static class Scripts
{
    public static string BuildBase => Load("build-base.sh");

    public static string CustomizeBase => Load("customize-base.sh");

    public static string BuildLayer => Load("build-layer.sh");

    public static string Supervise => Load("supervise.sh");

    private static string Load(string name)
    {
        using var stream = typeof(Scripts).Assembly.GetManifestResourceStream($"local/{name}")
            ?? throw new InvalidOperationException($"{name} is not embedded");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
