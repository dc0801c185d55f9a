using System.Collections.Immutable;
using Infra.Protocol.Properties;
using Infra.Rehearsal.Account;
using Infra.Rehearsal.Platform.Routing;

namespace Infra.Rehearsal.Platform;

/// <summary>An app as it is declared.</summary>
internal sealed class AppSpec
{
    private static readonly ImmutableArray<(string List, ComponentKind Kind)> _lists =
        [("services", ComponentKind.Service), ("staticSites", ComponentKind.StaticSite), ("workers", ComponentKind.Worker), ("jobs", ComponentKind.Job)];

    /// <param name="inputs">Of the resource.</param>
    public AppSpec(PropertyMap inputs)
    {
        Inputs = inputs.Object("spec") ?? PropertyMap.Empty;
        Components = [.. _lists.SelectMany(l => Inputs.Objects(l.List).Select((c, i) => new AppComponent(l.Kind, $"spec.{l.List}[{i}]", c)))];
        Databases = [.. Inputs.Objects("databases").Select((d, i) => new AppDatabase($"spec.databases[{i}]", d))];
        Domains = Inputs.Objects("domainNames") is { IsEmpty: false } named ? named : [.. Inputs.List("domains").Select(d => PropertyMap.Empty.With("name", d))];
        Rules = IngressRule.Of(Inputs, Components);
    }

    public PropertyMap Inputs { get; }

    public string Name => Inputs.Text("name");

    public ImmutableArray<AppComponent> Components { get; }

    public ImmutableArray<AppDatabase> Databases { get; }

    /// <summary>Its own names: name, type, zone, wildcard.</summary>
    public ImmutableArray<PropertyMap> Domains { get; }

    public ImmutableArray<IngressRule> Rules { get; }

    public IEnumerable<AppComponent> Jobs(string kind) => Components.Where(c => c.Kind == ComponentKind.Job && (c.JobKind == kind || (kind == "POST_DEPLOY" && c.JobKind is "" or "UNSPECIFIED")));

    /// <summary>The name people see: the primary domain, or the platform's own.</summary>
    public string LiveDomain(string ingress) =>
        (Domains.FirstOrDefault(d => d.Text("type") == "PRIMARY") ?? Domains.FirstOrDefault(d => d.Text("type") is "" or "DEFAULT"))?.Text("name") ?? ingress;
}
