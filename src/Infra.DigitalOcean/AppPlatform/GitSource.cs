using System.Text.RegularExpressions;

namespace Infra.DigitalOcean.AppPlatform;

/// <summary>Code in a Git repository.</summary>
/// <param name="Service">Who holds it.</param>
/// <param name="Repository">owner/name; of a service not known by name the URL.</param>
/// <param name="Branch">What is deployed.</param>
/// <param name="Directory">Of the application, within the repository; "/": its root.</param>
internal sealed partial record GitSource(GitService Service, string Repository, string Branch, string Directory) : CodeSource
{
    private static readonly Dictionary<string, GitService> _services = new(StringComparer.OrdinalIgnoreCase)
    {
        ["github.com"] = GitService.GitHub,
        ["gitlab.com"] = GitService.GitLab,
        ["bitbucket.org"] = GitService.Bitbucket,
    };

    /// <summary>Whether a push can be a deployment.</summary>
    public bool TellsOfPushes => Service != GitService.Other;

    /// <summary>The service and the repository's name there; null: no clone URL.</summary>
    public static (GitService Service, string Repository)? Parse(string url)
    {
        if (!CloneUrl().IsMatch(url) || !Uri.TryCreate(url, UriKind.Absolute, out var parsed))
        {
            return null;
        }

        if (!_services.TryGetValue(parsed.Host, out var service))
        {
            return (GitService.Other, url);
        }

        var path = parsed.AbsolutePath.Trim('/');
        path = path.EndsWith(".git", StringComparison.Ordinal) ? path[..^4] : path;
        var segments = path.Split('/');
        // Only GitLab has groups within groups.
        return segments.Length == 2 || (segments.Length > 2 && service == GitService.GitLab) ? (service, path) : null;
    }

    /// <summary>Whether Git would take it as the name of a branch, and a shell as one word.</summary>
    public static bool IsBranch(string text) =>
        BranchName().IsMatch(text) && !text.Contains("..", StringComparison.Ordinal) && !text.Contains("//", StringComparison.Ordinal)
        && !text.EndsWith('/') && !text.EndsWith('.') && !text.EndsWith(".lock", StringComparison.Ordinal);

    /// <summary>Whether it is a path within a repository.</summary>
    public static bool IsDirectory(string text) =>
        DirectoryPath().IsMatch(text) && !text.Split('/').Contains("..");

    [GeneratedRegex(@"^https://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[A-Za-z0-9_.~-]+)+/?\z", RegexOptions.ExplicitCapture)]
    private static partial Regex CloneUrl();

    [GeneratedRegex(@"^[A-Za-z0-9_][A-Za-z0-9_./-]{0,254}\z")]
    private static partial Regex BranchName();

    [GeneratedRegex(@"^[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)*\z", RegexOptions.ExplicitCapture)]
    private static partial Regex DirectoryPath();
}
