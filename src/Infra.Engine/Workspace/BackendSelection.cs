using System.Text.Json;

namespace Infra.Engine.Workspace;

/// <summary>Which backend a project uses: PULUMI_BACKEND_URL, then Pulumi.yaml, then what `pulumi login` chose, then file://~.</summary>
public static class BackendSelection
{
    public const string Default = "file://~";

    public static string Url(Project project, Func<string, string?> environment)
    {
        if (environment("PULUMI_BACKEND_URL") is { Length: > 0 } url)
        {
            return url;
        }

        return project.BackendUrl.Length > 0 ? project.BackendUrl : LoggedIn(PulumiHome(environment)) ?? Default;
    }

    /// <summary>PULUMI_HOME or ~/.pulumi.</summary>
    public static string PulumiHome(Func<string, string?> environment) =>
        environment("PULUMI_HOME") is { Length: > 0 } home ? home : Path.Combine(environment("HOME") ?? "/", ".pulumi");

    private static string? LoggedIn(string home)
    {
        var file = Path.Combine(home, "credentials.json");
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            return document.RootElement.TryGetProperty("current", out var current) && current.GetString() is { Length: > 0 } url ? url : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
