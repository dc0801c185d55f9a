using System.Collections.Immutable;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;
using Infra.Rehearsal.Account;
using Infra.Rehearsal.Facts;

namespace Infra.Rehearsal.Platform.Checks;

/// <summary>What the cloud refuses of a service, worker, job or static site.</summary>
internal static class ComponentCheck
{
    // Names of sizes that the API still takes; a rehearsal wants to be told the present ones.
    private static readonly ImmutableArray<string> _formerSizes =
        ["basic-xxs", "basic-xs", "basic-s", "basic-m", "professional-xs", "professional-s", "professional-m", "professional-1l", "professional-l", "professional-xl"];

    public static IEnumerable<CheckFailure> Run(AppComponent component) =>
    [
        .. Source(component),
        .. component.Kind == ComponentKind.StaticSite ? [] : Instances(component),
        .. component.Kind == ComponentKind.Service ? Service(component) : [],
    ];

    private static IEnumerable<CheckFailure> Source(AppComponent component)
    {
        var (path, inputs) = (component.Path, component.Inputs);
        var sources = component.Sources.ToArray();
        return
        [
            .. AppCheck.Fail(path, sources.Length == 0 ? "needs a source: git, github, gitlab, bitbucket or image" : null),
            .. AppCheck.Fail(path, sources.Length > 1 ? $"has {sources.Length} sources ({string.Join(", ", sources)}): exactly one is right" : null),
            .. component.Image is { } image ? ImageCheck.Run($"{path}.image", image) : [],
            .. AppCheck.Fail($"{path}.git.repoCloneUrl", inputs.Object("git") is { } git && git.Text("repoCloneUrl").Length == 0 && !git.IsUnknown("repoCloneUrl") ? "is needed" : null),
            .. new[] { "github", "gitlab", "bitbucket" }.SelectMany(s => AppCheck.Fail($"{path}.{s}.repo", WrongRepository(inputs.Object(s)))),
            .. new[] { "git", "github", "gitlab", "bitbucket" }.SelectMany(s => AppCheck.Fail(
                $"{path}.{s}.branch", inputs.Object(s) is { } repository && repository.Text("branch").Length == 0 && !repository.IsUnknown("branch") ? "is needed" : null)),
            .. AppCheck.Fail($"{path}.dockerfilePath", inputs.Text("dockerfilePath").Length > 0 ? "INF7507: a Dockerfile cannot be rehearsed, this computer builds no images for it. Without it the buildpack of the language is used" : null),
            .. AppCheck.Fail($"{path}.environmentSlug", inputs.Text("environmentSlug") is { Length: > 0 } slug and not ("python" or "html") ? $"'{slug}' cannot be rehearsed; python and html can" : null),
            .. AppCheck.Fail($"{path}.sourceDir", component.SourceDirectory.Split('/').Contains("..") ? "leads out of the repository" : null),
            .. AppCheck.Fail($"{path}.outputDir", inputs.Text("outputDir").Split('/').Contains("..") ? "leads out of the source" : null),
        ];
    }

    private static IEnumerable<CheckFailure> Instances(AppComponent component)
    {
        var (path, inputs) = (component.Path, component.Inputs);
        var (slug, count, scaling) = (inputs.Text("instanceSizeSlug"), inputs.Number("instanceCount"), inputs.Object("autoscaling"));
        var facts = CloudFacts.DigitalOcean;
        if (slug.Length > 0 && !facts.AppSizes.ContainsKey(slug))
        {
            return
            [
                new CheckFailure($"{path}.instanceSizeSlug", _formerSizes.Contains(slug)
                    ? $"'{slug}' is a former name of a size; sizes: {string.Join(", ", facts.AppSizes.Keys)}"
                    : CloudFacts.Unknown(slug, facts.AppSizes.Keys, "instance size")!),
            ];
        }

        var size = component.Size;
        return
        [
            .. AppCheck.Fail($"{path}.instanceCount", count is { } n && (n < 1 || n > size.MostInstances)
                ? n < 1 ? "is at least 1" : $"cannot be {n}: {size.Slug} has at most {size.MostInstances}{(size.MostInstances == 1 ? "; apps-s-1vcpu-1gb is the smallest that scales" : "")}"
                : null),
            .. AppCheck.Fail($"{path}.instanceCount", count is not null && scaling is not null ? "cannot be given together with 'autoscaling'" : null),
            .. AppCheck.Fail($"{path}.autoscaling", scaling is not null && !size.Dedicated ? $"is for dedicated sizes (apps-d-…) alone, not for {size.Slug}" : null),
            .. AppCheck.Fail($"{path}.autoscaling.maxInstanceCount", scaling is not null && scaling.Number("maxInstanceCount") < scaling.Number("minInstanceCount") ? "is less than minInstanceCount" : null),
            .. AppCheck.Fail($"{path}.autoscaling.maxInstanceCount", scaling?.Number("maxInstanceCount") > size.MostInstances ? $"is at most {size.MostInstances}" : null),
        ];
    }

    private static IEnumerable<CheckFailure> Service(AppComponent component) =>
    [
        .. AppCheck.Fail($"{component.Path}.httpPort", component.Inputs.Number("httpPort") is < 1 or > 65535 ? "is 1 to 65535" : null),
        .. component.Inputs.List("internalPorts").SelectMany((port, i) =>
            AppCheck.Fail($"{component.Path}.internalPorts[{i}]", port == $"{component.Port}" ? $"{port} is the service's httpPort already" : null)),
        .. new[] { "healthCheck", "livenessHealthCheck" }.SelectMany(check => component.Inputs.Object(check) is { } given ? Health($"{component.Path}.{check}", given) : []),
    ];

    private static IEnumerable<CheckFailure> Health(string path, PropertyMap check) =>
    [
        .. AppCheck.Fail($"{path}.httpPath", check.Text("httpPath") is { Length: > 0 } http && http[0] != '/' ? "begins with '/'" : null),
        .. Within(path, check, "initialDelaySeconds", 0, 3600), .. Within(path, check, "periodSeconds", 1, 300), .. Within(path, check, "timeoutSeconds", 1, 120),
        .. Within(path, check, "successThreshold", 1, 1), .. Within(path, check, "failureThreshold", 1, 50),
    ];

    private static IEnumerable<CheckFailure> Within(string path, PropertyMap check, string name, int least, int most) =>
        AppCheck.Fail($"{path}.{name}", check.Number(name) is { } value && (value < least || value > most) ? $"is {(least == most ? $"{least}" : $"{least} to {most}")}" : null);

    private static string? WrongRepository(PropertyMap? repository) =>
        repository is null || repository.IsUnknown("repo") || repository.Text("repo").Split('/') is [{ Length: > 0 }, { Length: > 0 }, ..] ? null : $"cannot be '{repository.Text("repo")}': owner/name";
}
