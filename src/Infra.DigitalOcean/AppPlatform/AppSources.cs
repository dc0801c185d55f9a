using Pulumi;
using Pulumi.DigitalOcean.Inputs;

namespace Infra.DigitalOcean.AppPlatform;

/// <summary>Says to each kind of component where its code comes from: the package has a type of its own for each.</summary>
internal static class AppSources
{
    private const string Python = "python";

    public static void Apply(CodeSource source, AppSettings settings, AppSpecServiceArgs service)
    {
        if (source is ImageSource image)
        {
            service.Image = new AppSpecServiceImageArgs
            {
                RegistryType = image.RegistryType,
                Repository = image.Repository,
                Registry = Given(image.Registry),
                Tag = Given(image.Tag),
                Digest = Given(image.Digest),
                RegistryCredentials = Secret(settings),
            };
            return;
        }

        var git = (GitSource)source;
        (service.SourceDir, service.EnvironmentSlug, service.BuildCommand) = (git.Directory, Python, RunCommand.CollectStatic);
        switch (git.Service)
        {
            case GitService.GitHub:
                service.Github = new AppSpecServiceGithubArgs { Repo = git.Repository, Branch = git.Branch, DeployOnPush = settings.DeployOnPush };
                break;
            case GitService.GitLab:
                service.Gitlab = new AppSpecServiceGitlabArgs { Repo = git.Repository, Branch = git.Branch, DeployOnPush = settings.DeployOnPush };
                break;
            case GitService.Bitbucket:
                service.Bitbucket = new AppSpecServiceBitbucketArgs { Repo = git.Repository, Branch = git.Branch, DeployOnPush = settings.DeployOnPush };
                break;
            default:
                service.Git = new AppSpecServiceGitArgs { RepoCloneUrl = git.Repository, Branch = git.Branch };
                break;
        }
    }

    public static void Apply(CodeSource source, AppSettings settings, AppSpecJobArgs job)
    {
        if (source is ImageSource image)
        {
            job.Image = new AppSpecJobImageArgs
            {
                RegistryType = image.RegistryType,
                Repository = image.Repository,
                Registry = Given(image.Registry),
                Tag = Given(image.Tag),
                Digest = Given(image.Digest),
                RegistryCredentials = Secret(settings),
            };
            return;
        }

        var git = (GitSource)source;
        (job.SourceDir, job.EnvironmentSlug) = (git.Directory, Python);
        switch (git.Service)
        {
            case GitService.GitHub:
                job.Github = new AppSpecJobGithubArgs { Repo = git.Repository, Branch = git.Branch, DeployOnPush = settings.DeployOnPush };
                break;
            case GitService.GitLab:
                job.Gitlab = new AppSpecJobGitlabArgs { Repo = git.Repository, Branch = git.Branch, DeployOnPush = settings.DeployOnPush };
                break;
            case GitService.Bitbucket:
                job.Bitbucket = new AppSpecJobBitbucketArgs { Repo = git.Repository, Branch = git.Branch, DeployOnPush = settings.DeployOnPush };
                break;
            default:
                job.Git = new AppSpecJobGitArgs { RepoCloneUrl = git.Repository, Branch = git.Branch };
                break;
        }
    }

    public static void Apply(GitSource git, AppSettings settings, AppSpecStaticSiteArgs site)
    {
        (site.SourceDir, site.EnvironmentSlug, site.BuildCommand) = (git.Directory, Python, RunCommand.CollectStatic);
        switch (git.Service)
        {
            case GitService.GitHub:
                site.Github = new AppSpecStaticSiteGithubArgs { Repo = git.Repository, Branch = git.Branch, DeployOnPush = settings.DeployOnPush };
                break;
            case GitService.GitLab:
                site.Gitlab = new AppSpecStaticSiteGitlabArgs { Repo = git.Repository, Branch = git.Branch, DeployOnPush = settings.DeployOnPush };
                break;
            case GitService.Bitbucket:
                site.Bitbucket = new AppSpecStaticSiteBitbucketArgs { Repo = git.Repository, Branch = git.Branch, DeployOnPush = settings.DeployOnPush };
                break;
            default:
                site.Git = new AppSpecStaticSiteGitArgs { RepoCloneUrl = git.Repository, Branch = git.Branch };
                break;
        }
    }

    private static Input<string>? Given(string text) => text.Length == 0 ? null : (Input<string>)text;

    private static Input<string>? Secret(AppSettings settings) => settings.ImageCredentials is { } credentials ? (Input<string>)credentials : null;
}
