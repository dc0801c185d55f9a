using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;
using Infra.Protocol.Text;
using Infra.Rehearsal.Account;

namespace Infra.Rehearsal.Platform.Checks;

/// <summary>What the cloud refuses of an app's variables.</summary>
internal static partial class VariableCheck
{
    public static IEnumerable<CheckFailure> Run(AppSpec spec) =>
        List(spec, "spec.envs", spec.Inputs.Objects("envs"), null)
            .Concat(spec.Components.SelectMany(c => List(spec, $"{c.Path}.envs", c.Inputs.Objects("envs"), c)));

    private static IEnumerable<CheckFailure> List(AppSpec spec, string path, ImmutableArray<PropertyMap> variables, AppComponent? component)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return variables.SelectMany((v, i) => One(spec, $"{path}[{i}]", v, component, seen));
    }

    private static IEnumerable<CheckFailure> One(AppSpec spec, string path, PropertyMap variable, AppComponent? component, HashSet<string> seen)
    {
        var (key, value, isUnknown) = (variable.Text("key"), variable.Text("value"), variable.IsUnknown("value"));
        return
        [
            .. AppCheck.Fail($"{path}.key", key.Length == 0 && !variable.IsUnknown("key") ? "is needed" : null),
            .. AppCheck.Fail($"{path}.key", key.Length > 0 && !Key().IsMatch(key) ? $"cannot be '{key}': letters, digits and '_', no digit first" : null),
            .. AppCheck.Fail($"{path}.key", key.Length > 0 && !seen.Add(key) ? $"'{key}' is given twice" : null),
            .. AppCheck.Fail($"{path}.key", key == "PORT" && component?.Kind == ComponentKind.Service ? "PORT is given by the platform: it is the service's httpPort" : null),
            .. AppCheck.Fail($"{path}.value", variable.Text("type") == "SECRET" && value.Length == 0 && !isUnknown ? "is needed for a SECRET" : null),
            // Never the value itself: it may be a secret.
            .. AppCheck.Fail($"{path}.value", value.StartsWith("EV[", StringComparison.Ordinal) ? "was encrypted by the real platform, which alone can read it: give the value itself" : null),
            .. Variables.ReferencesIn(value).SelectMany(name => AppCheck.Fail($"{path}.value", Wrong(spec, component, name))),
        ];
    }

    private static string? Wrong(AppSpec spec, AppComponent? component, string name)
    {
        if (name.Split('.', 2) is not [var owner, var key])
        {
            var known = Variables.OfApp.Concat(component is null ? spec.Components.SelectMany(c => Keys(spec, c)).Concat(Keys(spec, null)) : Keys(spec, component)).Distinct(StringComparer.Ordinal).ToArray();
            return known.Contains(name) ? null : $"refers to ${{{name}}}, which is nothing here{Suggestion.For(name, known)}";
        }

        // In a variable of the app every component is a self.
        var owners = owner == "_self" ? component is null ? spec.Components.ToArray() : [component] : spec.Components.Where(c => c.Name == owner).ToArray();
        var values = spec.Databases.Any(d => d.Name == owner)
            ? [.. Variables.OfDatabase]
            : owners.SelectMany(c => Variables.Of(c.Kind).Concat(c.Inputs.Objects("envs").Select(e => e.Text("key")))).ToArray();
        return values.Contains(key) ? null
            : values.Length > 0 ? $"refers to ${{{name}}}: '{owner}' has no {key}{Suggestion.For(key, values)}"
            : $"refers to ${{{name}}}, and the app has no component or database '{owner}'{Suggestion.For(owner, spec.Components.Select(c => c.Name).Concat(spec.Databases.Select(d => d.Name)))}";
    }

    private static IEnumerable<string> Keys(AppSpec spec, AppComponent? component) => Variables.DeclaredFor(spec, component).Select(e => e.Text("key"));

    [GeneratedRegex(@"^[_A-Za-z][_A-Za-z0-9]*\z")]
    private static partial Regex Key();
}
