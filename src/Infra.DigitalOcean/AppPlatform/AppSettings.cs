using Pulumi;

namespace Infra.DigitalOcean.AppPlatform;

/// <summary>What a stack's configuration says about App Platform.</summary>
public sealed record AppSettings
{
    /// <summary>A region (fra, fra1), a city (Paris) or degrees north and east (48.2,16.4): the nearest region.</summary>
    public string? Region { get; init; }

    /// <summary>An instance size's slug; null or empty: the cheapest that has what the declaration asks for.</summary>
    public string? Size { get; init; }

    /// <summary>As many instances at most, by load; 0: always as many as are declared.</summary>
    public int MaxInstances { get; init; }

    /// <summary>The https URL that the application's code is cloned from; null or empty: there is an image.</summary>
    public string? Repository { get; init; }

    public string Branch { get; init; } = "main";

    /// <summary>Of the application, within the repository; null or empty: where the declaration has it within the project.</summary>
    public string? SourceDirectory { get; init; }

    /// <summary>Whether a push to the branch is deployed.</summary>
    public bool DeployOnPush { get; init; } = true;

    /// <summary>A container image with its tag or digest, instead of a repository.</summary>
    public string? Image { get; init; }

    /// <summary>user:token for an image that not everybody may pull; a secret.</summary>
    public Output<string>? ImageCredentials { get; init; }

    /// <summary>The size's slug of a managed database; null or empty: the smallest.</summary>
    public string? DatabaseSize { get; init; }

    /// <summary>A database for development instead of a managed one.</summary>
    public bool DevDatabase { get; init; }

    /// <summary>A zone whose records DigitalOcean serves, such as example.org; null or empty: records are made elsewhere.</summary>
    public string? DnsZone { get; init; }

    /// <summary>Of the project (Pulumi.yaml): what the application's source is relative to.</summary>
    public required string RootDirectory { get; init; }

    public static AppSettings FromConfig(Config config) => new()
    {
        Region = config.Get("region"),
        Size = config.Get("size"),
        MaxInstances = config.GetInt32("maxInstances") ?? 0,
        Repository = config.Get("repository"),
        Branch = config.Get("branch") is { Length: > 0 } branch ? branch : "main",
        SourceDirectory = config.Get("sourceDirectory"),
        DeployOnPush = config.GetBoolean("deployOnPush") ?? true,
        Image = config.Get("image"),
        ImageCredentials = string.IsNullOrEmpty(config.Get("imageCredentials")) ? null : config.GetSecret("imageCredentials"),
        DatabaseSize = config.Get("databaseSize"),
        DevDatabase = config.GetBoolean("devDatabase") ?? false,
        DnsZone = config.Get("dnsZone"),
        RootDirectory = Deployment.Instance.RootDirectory,
    };
}
