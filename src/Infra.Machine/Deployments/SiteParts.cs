using Infra.Machine.Resources;
using Pulumi;

namespace Infra.Machine.Deployments;

/// <summary>What a site is given by its host, and all its servers share.</summary>
public sealed record SiteParts
{
    /// <summary>Of its one server; null where visitors reach it through something else.</summary>
    public Input<string>? Address { get; init; }

    /// <summary>Null where the server asks for one itself.</summary>
    public Certificate? Certificate { get; init; }

    /// <summary>The private network its servers are in; null where none matters.</summary>
    public Input<string>? Network { get; init; }

    /// <summary>Null where it is on the server, or there is none.</summary>
    public ExternalDatabase? Database { get; init; }
}
