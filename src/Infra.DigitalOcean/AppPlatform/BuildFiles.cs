using System.Text.RegularExpressions;
using Infra.AppServers;
using Infra.Databases;
using Infra.Hosting;
using Infra.Runtimes;

namespace Infra.DigitalOcean.AppPlatform;

/// <summary>The files by which App Platform's buildpack knows what to build: beside manage.py, in the repository.</summary>
internal sealed partial class BuildFiles
{
    private const string Requirements = "requirements.txt";
    private readonly string _directory;
    private readonly Declaration _declaration;

    private BuildFiles(string directory, Declaration declaration) => (_directory, _declaration) = (directory, declaration);

    /// <summary>Nothing where there is no source: that is said of the declaration, whatever the host.</summary>
    public static IEnumerable<Finding> Check(AppSettings settings, Declaration declaration)
    {
        var directory = declaration.Application.DirectoryIn(settings.RootDirectory);
        if (!File.Exists(Path.Combine(directory, "manage.py")) || declaration.Runtime is not Python python)
        {
            return [];
        }

        var files = new BuildFiles(directory, declaration);
        return [.. files.CheckRequirements(), .. files.CheckVersion(python), .. files.CheckPackages(python)];
    }

    private string Source => _declaration.Application.Source.TrimEnd('/');

    private IEnumerable<Finding> CheckRequirements()
    {
        string[] drivers = _declaration.Database is PostgreSql ? ["psycopg2", "psycopg2-binary", "psycopg"] : [];
        string[][] needs = [["Django"], [_declaration.AppServer is Uwsgi ? "uWSGI" : "gunicorn"], .. drivers.Length == 0 ? (string[][])[] : [drivers]];
        if (Lines(Requirements) is not { } lines)
        {
            yield return Finding.Impossible(
                Codes.BuildFile,
                "Application",
                $"'{Source}' has no {Requirements}: without one App Platform does not see that it is Python.",
                $"Write one, and name it in .infraignore if servers shall go on with Debian's packages:\nprintf '%s\\n' {string.Join(' ', needs.Select(need => need[0]))} > {Source}/{Requirements}\necho {Requirements} >> {Source}/.infraignore",
                Facts.Buildpack);
            yield break;
        }

        // A file that includes another may get anything from there.
        if (lines.Any(line => line.StartsWith('-') && !line.StartsWith("--hash", StringComparison.Ordinal)))
        {
            yield break;
        }

        var named = lines.Select(line => Normalize(PackageName().Match(line).Value)).ToHashSet(StringComparer.Ordinal);
        foreach (var need in needs.Where(need => !need.Any(name => named.Contains(Normalize(name)))))
        {
            yield return Finding.Impossible(
                Codes.BuildFile,
                "Application",
                $"'{Source}/{Requirements}' does not name {string.Join(" or ", need)}, and App Platform installs nothing else.",
                $"echo {need[0]} >> {Source}/{Requirements}",
                Facts.Buildpack);
        }
    }

    private IEnumerable<Finding> CheckVersion(Python python)
    {
        // The buildpack's own order.
        var file = Array.Find(["runtime.txt", ".python-version"], name => File.Exists(Path.Combine(_directory, name)));
        var write = $"echo {python.Version} > {Source}/.python-version";
        if (file is null)
        {
            yield return Finding.Impossible(
                Codes.BuildFile,
                "Runtime.Version",
                $"Nothing in '{Source}' tells App Platform to take Python {python.Version}; it would take {Facts.DefaultPython}.",
                write,
                Facts.Buildpack);
            yield break;
        }

        var line = Lines(file)!.FirstOrDefault() ?? "";
        var version = line.StartsWith("python-", StringComparison.Ordinal) ? line["python-".Length..] : line;
        if (version != python.Version && !version.StartsWith(python.Version + ".", StringComparison.Ordinal))
        {
            yield return Finding.Impossible(
                Codes.BuildFile,
                "Runtime.Version",
                $"'{Source}/{file}' tells App Platform to take Python '{version}'; {python.Version} is declared.",
                $"Declare that version, or write the declared one:\n{(file == "runtime.txt" ? $"rm {Source}/{file}\n" : "")}{write}",
                Facts.Buildpack);
        }
    }

    private IEnumerable<Finding> CheckPackages(Python python)
    {
        var there = Lines("Aptfile")?.ToHashSet(StringComparer.Ordinal) ?? [];
        if (python.Packages.Where(package => !there.Contains(package)).ToList() is { Count: > 0 } missing)
        {
            yield return Finding.Impossible(
                Codes.BuildFile,
                "Runtime.Packages",
                $"App Platform installs packages of the distribution (Ubuntu's) that an Aptfile names; that of '{Source}' does not name {string.Join(", ", missing)}.",
                $"printf '%s\\n' {string.Join(' ', missing)} >> {Source}/Aptfile",
                Facts.Limits);
        }
    }

    /// <summary>Without comments; null: there is no such file.</summary>
    private List<string>? Lines(string name)
    {
        var file = Path.Combine(_directory, name);
        return File.Exists(file)
            ? [.. File.ReadLines(file).Select(line => line.Split('#')[0].Trim()).Where(line => line.Length > 0)]
            : null;
    }

    private static string Normalize(string package) => Separators().Replace(package, "-").ToLowerInvariant();

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]*")]
    private static partial Regex PackageName();

    [GeneratedRegex("[-_.]+")]
    private static partial Regex Separators();
}
