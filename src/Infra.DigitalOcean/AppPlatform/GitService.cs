namespace Infra.DigitalOcean.AppPlatform;

/// <summary>Who holds a repository: App Platform knows three by name and is told of their pushes.</summary>
internal enum GitService
{
    Other,
    GitHub,
    GitLab,
    Bitbucket,
}
