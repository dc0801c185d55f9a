using System.Text.RegularExpressions;
using Infra.Hosting;
using Infra.Text;

namespace Infra.Applications;

/// <summary>What the source of a Django project tells about itself.</summary>
/// <param name="Settings">The settings module.</param>
/// <param name="Wsgi">The module that holds the WSGI application.</param>
/// <param name="HasRequirements">Whether a requirements.txt goes to the server.</param>
/// <param name="HasWheels">Whether the packages go with it, in wheels/.</param>
public sealed partial record DjangoProject(string Settings, string Wsgi, bool HasRequirements, bool HasWheels)
{
    /// <summary>Reads a directory that <see cref="Check"/> has nothing to say about.</summary>
    public static DjangoProject Read(Django django, string directory)
    {
        var settings = SettingsOf(django, directory)
            ?? throw new InvalidOperationException($"the project in {directory} was not checked before it was read");
        var files = SourceTree.Read(directory).Files;
        return new DjangoProject(
            settings,
            WsgiOf(django, settings),
            files.ContainsKey("requirements.txt"),
            files.Keys.Any(path => path.StartsWith("wheels/", StringComparison.Ordinal)));
    }

    internal static IEnumerable<Finding> Check(Django django, string directory)
    {
        if (!File.Exists(Path.Combine(directory, "manage.py")))
        {
            yield return Problem("Application", $"'{django.Source}' is no Django project: it has no manage.py.", "Name the directory that manage.py lies in.");
            yield break;
        }

        if (SettingsOf(django, directory) is not { } settings)
        {
            yield return Problem("Application.Settings", "manage.py does not name the settings module.", "Name it in the declaration: new Django(\"…\") { Settings = \"shop.settings\" }");
            yield break;
        }

        foreach (var (subject, module) in new[] { ("Application.Settings", settings), ("Application.Wsgi", WsgiOf(django, settings)) })
        {
            if (!Names.IsPythonModule(module))
            {
                yield return Problem(subject, $"'{module}' cannot be the name of a Python module.", "Write it with dots, such as shop.settings.");
            }
            else if (!ModuleExists(directory, module))
            {
                yield return Problem(subject, $"The module {module} does not exist.", $"Looked in '{django.Source}' for {module.Replace('.', '/')}.py.");
            }
        }
    }

    private static Finding Problem(string subject, string message, string help) => Finding.Impossible(Codes.Project, subject, message, help);

    private static string? SettingsOf(Django django, string directory)
    {
        if (django.Settings is not null)
        {
            return django.Settings;
        }

        var named = NamedInManage().Match(File.ReadAllText(Path.Combine(directory, "manage.py")));
        return named.Success ? named.Groups["module"].Value : null;
    }

    private static string WsgiOf(Django django, string settings)
    {
        var dot = settings.IndexOf('.', StringComparison.Ordinal);
        return django.Wsgi ?? (dot < 0 ? "wsgi" : settings[..dot] + ".wsgi");
    }

    private static bool ModuleExists(string directory, string module)
    {
        var path = Path.Combine(directory, module.Replace('.', Path.DirectorySeparatorChar));
        return File.Exists(path + ".py") || File.Exists(Path.Combine(path, "__init__.py"));
    }

    [GeneratedRegex("""["']DJANGO_SETTINGS_MODULE["']\s*,\s*["'](?<module>[^"']+)["']""", RegexOptions.ExplicitCapture)]
    private static partial Regex NamedInManage();
}
