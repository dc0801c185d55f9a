using Infra.Protocol.Providers;
using Infra.Rehearsal.Account;
using Infra.Rehearsal.Platform.Routing;

namespace Infra.Rehearsal.Platform.Checks;

/// <summary>What the cloud refuses of the ways into an app.</summary>
internal static class RouteCheck
{
    private const int LongestPrefix = 256;

    public static IEnumerable<CheckFailure> Run(AppSpec spec)
    {
        var hasRules = spec.Inputs.Object("ingress")?.Objects("rules") is { IsEmpty: false };
        var isKnown = !spec.Inputs.IsUnknown("ingress") && !spec.Components.Any(c => c.Inputs.IsUnknown("name") || c.Inputs.IsUnknown("routes"));
        return
        [
            .. spec.Components.Where(c => hasRules).SelectMany(c =>
                AppCheck.Fail($"{c.Path}.routes", c.Inputs.Objects("routes").IsEmpty ? null : "cannot be given together with 'spec.ingress': its rules are the routes")),
            .. isKnown ? spec.Rules.SelectMany(rule => Rule(spec, rule, hasRules)) : [],
            .. isKnown ? Collisions(spec) : [],
        ];
    }

    private static IEnumerable<CheckFailure> Rule(AppSpec spec, IngressRule rule, bool isDeclared)
    {
        var target = spec.Components.FirstOrDefault(c => c.Name == rule.Component);
        var place = isDeclared ? $"{rule.Path}.match.path.prefix" : $"{rule.Path}.path";
        return
        [
            .. AppCheck.Fail(place, rule.Prefix.Length > 0 && (rule.Prefix[0] != '/' || rule.Prefix.Length > LongestPrefix || rule.Prefix.Any(c => c is ' ' or '"' or ';' or '{' or '}' or '\\' || char.IsControl(c)))
                ? $"cannot be '{rule.Prefix}': a path that begins with '/', at most {LongestPrefix} characters" : null),
            .. AppCheck.Fail(rule.Path, isDeclared && rule.Component.Length > 0 == rule.Redirect is not null ? "goes either to a component or is a redirect" : null),
            .. AppCheck.Fail($"{rule.Path}.component.name", rule.Component.Length > 0 && target is null ? $"there is no component '{rule.Component}' in the app" : null),
            .. AppCheck.Fail($"{rule.Path}.component.name", target is { IsRouted: false } ? $"'{rule.Component}' answers no requests: services and static sites do" : null),
            .. AppCheck.Fail($"{rule.Path}.component.rewrite", isDeclared && rule.Rewrite is { Length: > 0 } rewrite && rewrite[0] != '/' ? "begins with '/'" : null),
            .. Redirect(rule),
        ];
    }

    private static IEnumerable<CheckFailure> Redirect(IngressRule rule) => rule.Redirect is not { } redirect ? [] :
    [
        .. AppCheck.Fail($"{rule.Path}.redirect.redirectCode", redirect.Number("redirectCode") is { } code and not (300 or 301 or 302 or 303 or 304 or 307 or 308) ? $"cannot be {code}: 300 to 304, 307 or 308" : null),
        .. AppCheck.Fail($"{rule.Path}.redirect.scheme", redirect.Text("scheme") is { Length: > 0 } scheme and not ("http" or "https") ? $"cannot be '{scheme}': http or https" : null),
        .. AppCheck.Fail($"{rule.Path}.redirect", redirect.Text("uri").Length == 0 && redirect.Text("authority").Length == 0 && redirect.Text("scheme").Length == 0 && redirect.Number("port") is null && !redirect.ContainsUnknowns
            ? "leads where the visitor is already: give uri, authority, scheme or port" : null),
    ];

    private static IEnumerable<CheckFailure> Collisions(AppSpec spec) =>
        spec.Rules.GroupBy(r => (r.Authority, r.Prefix)).Where(g => g.Count() > 1)
            .SelectMany(g => g.Skip(1).Select(r => new CheckFailure(r.Path, $"the path '{(r.Prefix.Length == 0 ? "/" : r.Prefix)}' is the one of {g.First().Path} already")));
}
