using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Infra.Protocol.Properties;
using Infra.Rehearsal.Account;

namespace Infra.Rehearsal.Platform;

/// <summary>What the variables of an app may refer to, as in ${db.DATABASE_URL}, and what they are. Pure.</summary>
/// <param name="Spec">The app.</param>
/// <param name="AppId">Its id.</param>
/// <param name="Domain">The name people see.</param>
/// <param name="Databases">Name of a database to name of a value to the value.</param>
internal sealed partial record Variables(AppSpec Spec, string AppId, string Domain, ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>> Databases)
{
    public static readonly ImmutableArray<string> OfApp = ["APP_DOMAIN", "APP_ID", "APP_URL"];
    public static readonly ImmutableArray<string> OfDatabase = ["CA_CERT", "DATABASE", "DATABASE_URL", "HOSTNAME", "PASSWORD", "PORT", "USERNAME"];

    // References to references end somewhere.
    private const int Deepest = 8;

    /// <summary>The values that a component of the kind has by itself.</summary>
    public static ImmutableArray<string> Of(ComponentKind kind) => kind switch
    {
        ComponentKind.Service => ["PRIVATE_DOMAIN", "PRIVATE_PORT", "PRIVATE_URL", "PUBLIC_ROUTE_PATH", "PUBLIC_URL"],
        ComponentKind.StaticSite => ["PUBLIC_ROUTE_PATH", "PUBLIC_URL"],
        _ => [],
    };

    /// <summary>The variables that a component is declared with, its own over the app's.</summary>
    public static ImmutableArray<PropertyMap> DeclaredFor(AppSpec spec, AppComponent? component) =>
        [.. (component?.Inputs.Objects("envs") ?? []).Concat(spec.Inputs.Objects("envs")).DistinctBy(e => e.Text("key"), StringComparer.Ordinal)];

    /// <summary>What a text refers to.</summary>
    public static IEnumerable<string> ReferencesIn(string text) => Reference().Matches(text).Select(m => m.Groups["name"].Value);

    /// <summary>The environment of a component while it is built or runs.</summary>
    public ImmutableSortedDictionary<string, string> EnvironmentOf(AppComponent component, bool isBuild)
    {
        var other = isBuild ? "RUN_TIME" : "BUILD_TIME";
        return DeclaredFor(Spec, component).Where(e => e.Text("scope") != other)
            .ToImmutableSortedDictionary(e => e.Text("key"), e => Resolve(e.Text("value"), component, Deepest), StringComparer.Ordinal);
    }

    /// <summary>Values that must not be shown: of SECRET variables and of databases.</summary>
    public ImmutableArray<string> Secrets() =>
    [
        .. Spec.Components.Select(c => (AppComponent?)c).Append(null).SelectMany(c => DeclaredFor(Spec, c)).Where(e => e.Text("type") == "SECRET" || IsSecret(e)).Select(e => e.Text("value"))
            .Concat(Databases.Values.SelectMany(d => new[] { d["PASSWORD"], d["DATABASE_URL"] })).Where(v => v.Length > 3).Distinct(StringComparer.Ordinal).OrderByDescending(v => v.Length),
    ];

    private static bool IsSecret(PropertyMap variable) => variable.TryGetValue("value", out var value) && value.ContainsSecrets;

    private string Resolve(string text, AppComponent component, int depth) => depth == 0 ? text : Reference().Replace(text, match =>
    {
        var name = match.Groups["name"].Value;
        return Value(name, component, depth - 1) ?? match.Value;
    });

    private string? Value(string name, AppComponent component, int depth)
    {
        if (name.Split('.', 2) is not [var owner, var key])
        {
            return name switch
            {
                "APP_DOMAIN" => Domain,
                "APP_ID" => AppId,
                "APP_URL" => "https://" + Domain,
                _ => DeclaredFor(Spec, component).FirstOrDefault(e => e.Text("key") == name) is { } own ? Resolve(own.Text("value"), component, depth) : null,
            };
        }

        if (Databases.TryGetValue(owner, out var database))
        {
            return database.GetValueOrDefault(key);
        }

        var other = owner == "_self" ? component : Spec.Components.FirstOrDefault(c => c.Name == owner);
        return other is null ? null
            : Of(other.Kind).Contains(key) ? Known(other, key)
            : other.Inputs.Objects("envs").FirstOrDefault(e => e.Text("key") == key) is { } variable ? Resolve(variable.Text("value"), other, depth) : null;
    }

    private string Known(AppComponent component, string key)
    {
        var route = Spec.Rules.FirstOrDefault(r => r.Component == component.Name)?.Prefix ?? "";
        return key switch
        {
            "PRIVATE_DOMAIN" => component.Name,
            "PRIVATE_PORT" => $"{component.Port}",
            "PRIVATE_URL" => $"http://{component.Name}:{component.Port}",
            "PUBLIC_ROUTE_PATH" => route.Length == 0 ? "/" : route,
            _ => $"https://{Domain}{route}",
        };
    }

    [GeneratedRegex(@"\$\{(?<name>[A-Za-z_][A-Za-z0-9_\-]*(\.[A-Za-z_][A-Za-z0-9_]*)?)\}", RegexOptions.ExplicitCapture)]
    private static partial Regex Reference();
}
