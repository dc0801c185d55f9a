using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Infra.Engine.Plugins;

/// <summary>Where a plugin's release archive may be downloaded, in the order to try.</summary>
internal static class PluginSource
{
    private const string GitHubScheme = "github://api.github.com/";

    /// <summary>"os-arch" as Pulumi's archives name it.</summary>
    public static string Platform { get; } = $"{System}-{Architecture}";

    private static string System => OperatingSystem.IsWindows() ? "windows" : OperatingSystem.IsMacOS() ? "darwin" : "linux";

    private static string Architecture => RuntimeInformation.OSArchitecture == global::System.Runtime.InteropServices.Architecture.Arm64 ? "arm64" : "amd64";

    /// <summary>Empty without a version, or when the URL is of no kind that is known.</summary>
    public static ImmutableArray<Uri> Of(PluginRequest request)
    {
        if (SemanticVersion.TryParse(request.Version) is null || request.Package.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_' or '.')))
        {
            return [];
        }

        var archive = Uri.EscapeDataString($"pulumi-resource-{request.Package}-v{request.Version}-{Platform}.tar.gz");
        return request.DownloadUrl switch
        {
            "" => [GitHub("pulumi", $"pulumi-{request.Package}", request, archive), new Uri($"https://get.pulumi.com/releases/plugins/{archive}")],
            var url when url.StartsWith(GitHubScheme, StringComparison.Ordinal) => url[GitHubScheme.Length..].Trim('/').Split('/') switch
            {
                [{ Length: > 0 } owner] => [GitHub(owner, $"pulumi-{request.Package}", request, archive)],
                [{ Length: > 0 } owner, var repository] => [GitHub(owner, repository, request, archive)],
                _ => [],
            },
            var url => Uri.TryCreate($"{Filled(url, request).TrimEnd('/')}/{archive}", UriKind.Absolute, out var address) && address.Scheme is "https" or "http" ? [address] : [],
        };
    }

    private static Uri GitHub(string owner, string repository, PluginRequest request, string archive) =>
        new($"https://github.com/{owner}/{repository}/releases/download/v{Uri.EscapeDataString(request.Version)}/{archive}");

    private static string Filled(string url, PluginRequest request) => url
        .Replace("${NAME}", request.Package, StringComparison.Ordinal)
        .Replace("${VERSION}", request.Version, StringComparison.Ordinal)
        .Replace("${OS}", System, StringComparison.Ordinal)
        .Replace("${ARCH}", Architecture, StringComparison.Ordinal);
}
