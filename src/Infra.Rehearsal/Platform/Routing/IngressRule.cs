using System.Collections.Immutable;
using Infra.Protocol.Properties;
using Infra.Rehearsal.Account;

namespace Infra.Rehearsal.Platform.Routing;

/// <summary>Where requests of some paths go.</summary>
/// <param name="Path">Where it stands in the inputs.</param>
/// <param name="Authority">The host it is for; "" for all.</param>
/// <param name="Prefix">Of the paths it is for; begins with a slash and ends without one, "" for all.</param>
/// <param name="Component">Who answers; "" for a redirect.</param>
/// <param name="Rewrite">What the prefix becomes on the way; null: it stays.</param>
/// <param name="Redirect">Where the visitor is sent instead.</param>
internal sealed record IngressRule(string Path, string Authority, string Prefix, string Component, string? Rewrite, PropertyMap? Redirect)
{
    /// <summary>The declared rules; else routes at the components; else the first component answers everything and others what begins with their name.</summary>
    public static ImmutableArray<IngressRule> Of(PropertyMap spec, ImmutableArray<AppComponent> components)
    {
        if (spec.Object("ingress")?.Objects("rules") is { IsEmpty: false } rules)
        {
            return [.. rules.Select((r, i) => Declared($"spec.ingress.rules[{i}]", r))];
        }

        var routed = components.Where(c => c.IsRouted).ToArray();
        ImmutableArray<IngressRule> routes =
        [
            .. routed.SelectMany(c => c.Inputs.Objects("routes").Select((r, i) =>
                Plain($"{c.Path}.routes[{i}]", r.Text("path"), c.Name, r.Flag("preservePathPrefix")))),
        ];
        return routes.IsEmpty ? [.. routed.Select((c, i) => Plain(c.Path, i == 0 ? "/" : "/" + c.Name, c.Name, preserve: false))] : routes;
    }

    private static IngressRule Declared(string path, PropertyMap rule)
    {
        var (match, component) = (rule.Object("match") ?? PropertyMap.Empty, rule.Object("component"));
        var plain = Plain(path, match.Object("path")?.Text("prefix") ?? "", component?.Text("name") ?? "", component?.Flag("preservePathPrefix") ?? false);
        return plain with
        {
            Authority = match.Object("authority")?.Text("exact") ?? "",
            Rewrite = component?.Text("rewrite") is { Length: > 0 } rewrite ? rewrite.TrimEnd('/') : plain.Rewrite,
            Redirect = rule.Object("redirect"),
        };
    }

    private static IngressRule Plain(string path, string prefix, string component, bool preserve) =>
        new(path, "", prefix.TrimEnd('/'), component, preserve ? null : "", null);
}
