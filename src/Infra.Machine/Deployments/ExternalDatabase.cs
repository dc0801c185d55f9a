using Pulumi;

namespace Infra.Machine.Deployments;

/// <summary>A database that is not on the application's server.</summary>
/// <param name="Url">DATABASE_URL; a secret.</param>
/// <param name="Parts">What has to be there before the application uses it: a release is made after it.</param>
public sealed record ExternalDatabase(Output<string> Url, IReadOnlyList<Resource> Parts)
{
    /// <summary>Who signed its certificate, in PEM; null where the URL does not ask.</summary>
    public Output<string>? Authority { get; init; }
}
