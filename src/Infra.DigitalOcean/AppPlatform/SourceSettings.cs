using System.Collections.Immutable;
using Infra.Hosting;

namespace Infra.DigitalOcean.AppPlatform;

/// <summary>Where the code comes from, by the stack's configuration.</summary>
internal static class SourceSettings
{
    private const string RepositoryHelp = "Name the URL that git clone takes, without a user or a token:\ninfra config set repository https://github.com/OWNER/NAME.git";
    private const string ImageHelp = "Name one with its tag at Docker Hub, GitHub or DigitalOcean:\ninfra config set image ghcr.io/OWNER/NAME:1.0";

    public static Answer<CodeSource> Read(AppSettings settings, Declaration declaration) => (settings.Repository, settings.Image) switch
    {
        ({ Length: > 0 }, { Length: > 0 }) => Wrong("image", "Both repository and image are set; an app is made of one of them.", "infra config rm image"),
        ({ Length: > 0 } url, _) => Repository(url, settings, declaration),
        (_, { Length: > 0 } image) => Image(image),
        _ => Finding.Impossible(
            Codes.MissingSetting,
            "infra:repository",
            "It is not set: where App Platform takes the code from, since nothing is uploaded to it.",
            $"{RepositoryHelp}\nor, for an image that is built elsewhere:\ninfra config set image ghcr.io/OWNER/NAME:1.0"),
    };

    private static Answer<CodeSource> Repository(string url, AppSettings settings, Declaration declaration)
    {
        var repository = GitSource.Parse(url);
        var findings = ImmutableArray.CreateBuilder<Finding>();
        if (repository is null)
        {
            // Who writes a token into it must not find it in a log.
            var shown = url.Contains('@', StringComparison.Ordinal) ? "It names a user or holds a secret, or is of ssh" : $"'{url}' is no URL that App Platform clones";
            findings.Add(Wrong("repository", $"{shown}; it takes https://HOST/OWNER/NAME.git.", RepositoryHelp));
        }

        if (!GitSource.IsBranch(settings.Branch))
        {
            findings.Add(Wrong("branch", $"'{settings.Branch}' cannot be the name of a branch.", "infra config set branch main"));
        }

        var directory = Directory(settings, declaration);
        findings.AddRange(directory.Findings);
        return findings.Count > 0 ? new Answer<CodeSource>(null, findings.ToImmutable()) : new GitSource(repository!.Value.Service, repository.Value.Repository, settings.Branch, directory.Value!);
    }

    private static Answer<string> Directory(AppSettings settings, Declaration declaration)
    {
        if (settings.SourceDirectory is { Length: > 0 } named)
        {
            var trimmed = named.Trim('/');
            return trimmed.Length == 0 ? "/" : GitSource.IsDirectory(trimmed) ? trimmed : Wrong("sourceDirectory", $"'{named}' is no directory within a repository.", "infra config set sourceDirectory samples/django-shop");
        }

        var directory = Path.GetRelativePath(Path.GetFullPath(settings.RootDirectory), declaration.Application.DirectoryIn(settings.RootDirectory)).Replace('\\', '/');
        return directory == "." ? "/" : GitSource.IsDirectory(directory) ? directory : Finding.Impossible(
            Codes.MissingSetting,
            "infra:sourceDirectory",
            $"It is not set, and where '{declaration.Application.Source}' is within the repository cannot be told.",
            "Name the directory as it is in the repository; / for its root:\ninfra config set sourceDirectory /");
    }

    private static Answer<CodeSource> Image(string name)
    {
        if (ImageSource.Parse(name) is { } image)
        {
            return image;
        }

        return ImageSource.LacksVersion(name)
            ? Wrong("image", $"'{name}' has no tag, so that what runs would depend on the day.", $"infra config set image {name}:1.0")
            : Finding.Impossible(Codes.WrongSetting, "infra:image", $"'{name}' is no image that App Platform pulls.", ImageHelp, Facts.Specification);
    }

    private static Finding Wrong(string key, string message, string help) => Finding.Impossible(Codes.WrongSetting, "infra:" + key, message, help);
}
