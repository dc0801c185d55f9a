using System.Collections.Immutable;
using Infra.Protocol.Properties;
using Infra.Rehearsal.Account;
using Infra.Rehearsal.Facts;

namespace Infra.Rehearsal.Platform;

/// <summary>A part of an app that is built of a source.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Path">Where it stands in the inputs, as spec.services[0].</param>
/// <param name="Inputs">What it was declared as.</param>
internal sealed record AppComponent(ComponentKind Kind, string Path, PropertyMap Inputs)
{
    /// <summary>Of services that name none.</summary>
    public const int DefaultPort = 8080;

    /// <summary>Of a new service.</summary>
    public const string DefaultSize = "apps-s-1vcpu-0.5gb";

    private static readonly ImmutableArray<string> _repositories = ["git", "github", "gitlab", "bitbucket"];

    public string Name => Inputs.Text("name");

    /// <summary>Relative to the repository's root; "" for the root itself.</summary>
    public string SourceDirectory => Inputs.Text("sourceDir").Trim('/');

    /// <summary>The sources that are named: exactly one is right.</summary>
    public IEnumerable<string> Sources => _repositories.Append("image").Where(s => Inputs.Object(s) is not null || Inputs.IsUnknown(s));

    /// <summary>The image that it is, already built; null if it is built of a repository.</summary>
    public PropertyMap? Image => Inputs.Object("image");

    public int Port => Inputs.Number("httpPort") ?? DefaultPort;

    public int Count => Inputs.Object("autoscaling")?.Number("minInstanceCount") ?? Inputs.Number("instanceCount") ?? 1;

    public AppSize Size => CloudFacts.DigitalOcean.AppSizes[Inputs.Text("instanceSizeSlug") is { Length: > 0 } slug ? slug : DefaultSize];

    public string JobKind => Inputs.Text("kind");

    /// <summary>It is reached by its name from the rest of the app, and by a route from outside.</summary>
    public bool IsRouted => Kind is ComponentKind.Service or ComponentKind.StaticSite;

    /// <summary>It runs until it is told to end.</summary>
    public bool IsLasting => Kind is ComponentKind.Service or ComponentKind.Worker;

    /// <summary>Seconds it has between the wish that it ends and its end.</summary>
    public int Grace => Inputs.Object("termination")?.Number("gracePeriodSeconds") ?? 120;

    /// <summary>Seconds in which requests come to their end before it is told to.</summary>
    public int Drain => Inputs.Object("termination")?.Number("drainSeconds") ?? 15;
}
