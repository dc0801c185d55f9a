using System.Diagnostics.CodeAnalysis;
using Infra.Hosting;
using Infra.Text;

namespace Infra.Applications;

/// <summary>A Django project: migrated and its static files collected with each release, its settings taken from the environment.</summary>
public sealed record Django : Application
{
    [SetsRequiredMembers]
    public Django(string source) => Source = source;

    /// <summary>The settings module; null: the one that manage.py names.</summary>
    public string? Settings { get; init; }

    /// <summary>The module that holds the WSGI application; null: wsgi beside the settings.</summary>
    public string? Wsgi { get; init; }

    /// <summary>Last part of STATIC_ROOT and of STATIC_URL alike: where collectstatic puts files, and the path they are served at.</summary>
    public string Static { get; init; } = "static";

    internal override IEnumerable<Finding> Validate(ValidationContext context)
    {
        foreach (var finding in base.Validate(context))
        {
            yield return finding;
        }

        if (!Names.IsSegment(Static))
        {
            yield return Finding.Impossible(Codes.Application, "Application.Static", $"'{Static}' cannot be the directory of static files.", "Write one name without slashes, such as static.");
        }
    }

    private protected override IEnumerable<Finding> ValidateSource(string directory) => DjangoProject.Check(this, directory);
}
