using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;
using Infra.Rehearsal.Account;
using Infra.Rehearsal.Facts;

namespace Infra.Rehearsal.Platform.Checks;

/// <summary>What the cloud refuses of the image that a component is.</summary>
internal static partial class ImageCheck
{
    private const string OwnRegistry = "DOCR";

    private static readonly ImmutableArray<string> _types = [OwnRegistry, "DOCKER_HUB", "GHCR"];

    public static IEnumerable<CheckFailure> Run(string path, PropertyMap image)
    {
        var (type, registry, repository) = (image.Text("registryType"), image.Text("registry"), image.Text("repository"));
        var (tag, digest) = (image.Text("tag"), image.Text("digest"));
        return
        [
            .. AppCheck.Fail($"{path}.registryType", type.Length > 0 ? CloudFacts.Unknown(type, _types, "registry type") : image.IsUnknown("registryType") ? null : "is needed"),
            .. AppCheck.Fail($"{path}.registry", type == OwnRegistry
                ? registry.Length > 0 ? $"is left out for {OwnRegistry}: an account has one registry" : null
                : registry.Length == 0 && !image.IsUnknown("registry") ? "is needed: whose image it is" : Repository().IsMatch(registry) || registry.Length == 0 ? null : $"cannot be '{registry}'"),
            .. AppCheck.Fail($"{path}.repository", repository.Length == 0
                ? image.IsUnknown("repository") ? null : "is needed"
                : Repository().IsMatch(repository) ? null : $"cannot be '{repository}': small letters, digits, and . _ - / between them"),
            .. AppCheck.Fail($"{path}.tag", tag.Length > 0 && digest.Length > 0 ? "cannot be given together with 'digest'" : tag.Length == 0 || Tag().IsMatch(tag) ? null : $"cannot be '{tag}'"),
            .. AppCheck.Fail($"{path}.digest", digest.Length == 0 || Digest().IsMatch(digest) ? null : $"cannot be '{digest}': sha256: and 64 hexadecimal digits"),
        ];
    }

    [GeneratedRegex(@"^[a-z0-9]+([._-]+[a-z0-9]+)*(/[a-z0-9]+([._-]+[a-z0-9]+)*)*\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Repository();

    [GeneratedRegex(@"^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}\z")]
    private static partial Regex Tag();

    [GeneratedRegex(@"^sha256:[0-9a-f]{64}\z")]
    private static partial Regex Digest();
}
