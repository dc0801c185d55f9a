using Infra.Hosting;

namespace Infra.DigitalOcean.AppPlatform;

/// <summary>Whether App Platform can do what is declared, and with what of it; looks at the catalogue and the project's own files.</summary>
internal sealed class AppAssessment(AppSettings settings)
{
    public IEnumerable<Finding> Of(Declaration declaration) =>
    [
        .. RegionSetting.Read(settings.Region).Findings,
        .. SizeSetting.Read(settings, declaration).Findings,
        .. LayerAssessment.Of(declaration),
        .. SourceSettings.Read(settings, declaration).Findings,
        .. Source(declaration),
        .. DatabaseSetting.Read(settings, declaration).Findings,
        .. Zone(declaration),
    ];

    /// <summary>After an assessment that found nothing impossible.</summary>
    public AppChoice Choose(Declaration declaration) => new(
        RegionSetting.Read(settings.Region).Value!,
        SizeSetting.Read(settings, declaration).Value!,
        SourceSettings.Read(settings, declaration).Value!,
        DatabaseSetting.Read(settings, declaration).Value);

    private IEnumerable<Finding> Source(Declaration declaration)
    {
        if (!string.IsNullOrEmpty(settings.Image))
        {
            yield return new(
                Codes.Emulated,
                Verdict.Emulated,
                "infra:image",
                "App Platform serves no files out of an image: the application in it must answer for its static files itself.",
                "WhiteNoise in the project's middleware does it, with collectstatic in the Dockerfile.",
                Facts.Specification);
            yield break;
        }

        foreach (var finding in BuildFiles.Check(settings, declaration))
        {
            yield return finding;
        }

        if (SourceSettings.Read(settings, declaration).Value is not GitSource git)
        {
            yield break;
        }

        if (!git.TellsOfPushes)
        {
            yield return Deployed("infra:repository", "App Platform is not told of pushes to this repository", "Keep it at GitHub, GitLab or Bitbucket to have pushes deployed.");
        }
        else if (!settings.DeployOnPush)
        {
            yield return Deployed("infra:deployOnPush", "A push is not deployed", "infra config set deployOnPush true");
        }
    }

    private static Finding Deployed(string subject, string message, string help) => new(
        Codes.Emulated, Verdict.Emulated, subject, $"{message}: `doctl apps create-deployment` with the app's id deploys what is in the branch then.", help, Facts.Specification);

    private IEnumerable<Finding> Zone(Declaration declaration)
    {
        if (settings.DnsZone is { Length: > 0 } zone && !$".{declaration.Domain}".EndsWith("." + zone, StringComparison.OrdinalIgnoreCase))
        {
            yield return Finding.Impossible(
                Codes.WrongSetting,
                "infra:dnsZone",
                declaration.Domain is null ? "No domain is declared that could be in it." : $"The domain '{declaration.Domain}' is not in '{zone}'.",
                "infra config set domain shop.example.org\ninfra config set dnsZone example.org");
        }
    }
}
