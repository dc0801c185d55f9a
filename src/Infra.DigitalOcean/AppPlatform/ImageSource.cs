using System.Text.RegularExpressions;

namespace Infra.DigitalOcean.AppPlatform;

/// <summary>A container image that exists already.</summary>
/// <param name="RegistryType">As App Platform calls it.</param>
/// <param name="Registry">Whose; "" in DigitalOcean's own registry, of which an account has one.</param>
/// <param name="Repository">Its name there.</param>
/// <param name="Tag">"": it is named by its digest.</param>
/// <param name="Digest">sha256:…; "": it is named by its tag.</param>
internal sealed partial record ImageSource(string RegistryType, string Registry, string Repository, string Tag, string Digest) : CodeSource
{
    private const string DockerHub = "docker.io";

    /// <summary>Null: no name of an image with a tag or a digest in a registry that App Platform pulls from.</summary>
    public static ImageSource? Parse(string name)
    {
        if (Parts(name) is not { } parts || (parts.Tag.Length == 0 && parts.Digest.Length == 0))
        {
            return null;
        }

        return (parts.Host, parts.Path) switch
        {
            ("registry.digitalocean.com", [_, _, ..]) => new("DOCR", "", string.Join('/', parts.Path[1..]), parts.Tag, parts.Digest),
            ("ghcr.io", [_, _, ..]) => new("GHCR", parts.Path[0], string.Join('/', parts.Path[1..]), parts.Tag, parts.Digest),
            (DockerHub, [var official]) => new("DOCKER_HUB", "library", official, parts.Tag, parts.Digest),
            (DockerHub, [var owner, var repository]) => new("DOCKER_HUB", owner, repository, parts.Tag, parts.Digest),
            _ => null,
        };
    }

    /// <summary>Whether all that is missing is which version of the image.</summary>
    public static bool LacksVersion(string name) => Parts(name) is { Tag: "", Digest: "" } && Parse(name + ":1") is not null;

    private static (string Host, string[] Path, string Tag, string Digest)? Parts(string name)
    {
        var match = ImageName().Match(name);
        if (!match.Success)
        {
            return null;
        }

        var path = match.Groups["path"].Value.Split('/');
        var host = path.Length > 1 && path[0].AsSpan().ContainsAny('.', ':') ? path[0] : "";
        return (host.Length > 0 ? host : DockerHub, host.Length > 0 ? path[1..] : path, match.Groups["tag"].Value, match.Groups["digest"].Value);
    }

    [GeneratedRegex(@"^(?<path>([a-z0-9.-]+(:[0-9]{1,5})?/)?[a-z0-9]+([._-]+[a-z0-9]+)*(/[a-z0-9]+([._-]+[a-z0-9]+)*)*)(:(?<tag>[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}))?(@(?<digest>sha256:[0-9a-f]{64}))?\z", RegexOptions.ExplicitCapture)]
    private static partial Regex ImageName();
}
