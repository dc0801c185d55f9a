namespace Infra.Engine.Plugins;

/// <summary>What plugin discovery reads from the surroundings.</summary>
/// <param name="SearchPath">Directories of $PATH; none when ambient plugins are to be ignored.</param>
/// <param name="CacheDirectory">Where installed plugins are.</param>
internal sealed record PluginEnvironment(IReadOnlyList<string> SearchPath, string CacheDirectory)
{
    /// <summary>Where plugins may lie beside the engine; "" for nowhere.</summary>
    public string BundleDirectory { get; init; } = "";

    /// <summary>Whether a plugin that is missing may be downloaded.</summary>
    public bool MayDownload { get; init; } = true;

    /// <summary>Of PULUMI_DEBUG_PROVIDERS: "name:port,name:port" of providers that run already; "" for none.</summary>
    public string Attached { get; init; } = "";

    public static PluginEnvironment Current()
    {
        var home = Environment.GetEnvironmentVariable("PULUMI_HOME") is { Length: > 0 } set
            ? set
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".pulumi");
        var path = IsTruthy("PULUMI_IGNORE_AMBIENT_PLUGINS")
            ? []
            : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return new PluginEnvironment(path, Path.Combine(home, "plugins"))
        {
            BundleDirectory = AppContext.BaseDirectory,
            Attached = Environment.GetEnvironmentVariable("PULUMI_DEBUG_PROVIDERS") ?? "",
            MayDownload = !IsTruthy("PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION"),
        };
    }

    private static bool IsTruthy(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { } value && (value is "1" || string.Equals(value, "true", StringComparison.OrdinalIgnoreCase));
}
