using Infra.Applications;
using Infra.Databases;
using Infra.Machine.Rendering;
using Infra.Machine.States;

namespace Infra.Machine.Tests.Support;

/// <summary>Sites to render.</summary>
internal static class Sites
{
    public static Declaration Shop { get; } = new()
    {
        Host = new NoHost(),
        Application = new Django("samples/django-shop"),
        Database = new PostgreSql(),
    };

    public static DjangoProject Distribution { get; } = new("shop.settings", "shop.wsgi", HasRequirements: false, HasWheels: false);

    public static Site Of(Declaration declaration, DjangoProject? project = null) =>
        new("shop", declaration, project ?? Distribution, declaration.Access.AdminUser, 22, ["shop.test"], Placeholder.Host);

    /// <summary>On one of several servers behind a load balancer.</summary>
    public static Site Balanced(Declaration declaration) => Of(declaration) with { DnsNames = ["shop.example.org"], Host = "shop.example.org", BalancerNetwork = Placeholder.Network };
}
