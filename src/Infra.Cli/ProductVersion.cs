namespace Infra.Cli;

internal static class ProductVersion
{
    /// <summary>As in "0.1.0".</summary>
    public static string Text { get; } =
        typeof(ProductVersion).Assembly.GetName().Version is { } version ? version.ToString(3) : "0.0.0";
}
