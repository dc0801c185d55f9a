using System.Text.RegularExpressions;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;
using Infra.Rehearsal.Account;

namespace Infra.Rehearsal.Platform.Containers;

/// <summary>The image that a component is declared to be, and where it is taken from. Pure.</summary>
/// <param name="Location">Registry, repository and version, as tools for containers write it.</param>
/// <param name="IsPlain">The registry is asked without TLS.</param>
/// <param name="Credentials">user:token; "" for what everybody may pull.</param>
internal sealed partial record ContainerImage(string Location, bool IsPlain, string Credentials)
{
    /// <summary>Names a registry, or a part of one, that images are taken from instead of their own: [http://]HOST[:PORT][/PATH].</summary>
    public const string Variable = "INFRA_REHEARSAL_REGISTRY";

    private const string Plain = "http://";

    /// <summary>The registry, as credentials name it.</summary>
    public string Registry => Location[..Location.IndexOf('/', StringComparison.Ordinal)];

    /// <param name="image">Checked inputs.</param>
    /// <param name="instead">What the variable says; null or "" for nothing.</param>
    /// <exception cref="ProviderException">INF7507: it cannot be told where the image is.</exception>
    public static ContainerImage Of(PropertyMap image, string? instead)
    {
        var version = image.Text("digest") is { Length: > 0 } digest ? "@" + digest : ":" + (image.Text("tag") is { Length: > 0 } tag ? tag : "latest");
        string[] path = [From(image, instead), image.Text("registry"), image.Text("repository")];
        return new(
            string.Join('/', path.Where(part => part.Length > 0)) + version,
            instead is not null && instead.StartsWith(Plain, StringComparison.Ordinal),
            image.Text("registryCredentials"));
    }

    private static string From(PropertyMap image, string? instead)
    {
        if (!string.IsNullOrEmpty(instead))
        {
            return Place().IsMatch(instead)
                ? instead.Replace(Plain, "", StringComparison.Ordinal).TrimEnd('/')
                : throw new ProviderException($"INF7507: {Variable}={instead} names no registry: [http://]HOST[:PORT][/PATH]");
        }

        return image.Text("registryType") switch
        {
            "DOCKER_HUB" => "docker.io",
            "GHCR" => "ghcr.io",
            _ => throw new ProviderException(
                $"INF7507: the image '{image.Text("repository")}' is in DigitalOcean's own registry, and the app does not say in whose. Say where to take it from:\n{Variable}=registry.digitalocean.com/NAME infra up --rehearse"),
        };
    }

    [GeneratedRegex(@"^(http://)?[A-Za-z0-9][A-Za-z0-9.-]*(:[0-9]{1,5})?(/[a-z0-9]+([._-]+[a-z0-9]+)*)*/?\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Place();
}
