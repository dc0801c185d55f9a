using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;
using Infra.Rehearsal.Account;
using Infra.Rehearsal.Facts;

namespace Infra.Rehearsal.Platform.Checks;

/// <summary>What the cloud refuses of an app beyond the resource table, and what cannot be rehearsed. Pure.</summary>
internal static partial class AppCheck
{
    private const string NameRule = "2 to 32 small letters, digits and '-', a letter first and no '-' last";

    public static IEnumerable<CheckFailure> Run(PropertyMap inputs)
    {
        if (inputs.Object("spec") is null)
        {
            return inputs.IsUnknown("spec") ? [] : [new CheckFailure("spec", "is needed")];
        }

        var spec = new AppSpec(inputs);
        return
        [
            .. Fail("spec.name", WrongName(spec.Name)),
            .. Fail("spec.region", CloudFacts.Unknown(spec.Inputs.Text("region"), CloudFacts.DigitalOcean.AppRegions, "region for apps")),
            .. Fail("spec", spec.Components.IsEmpty && spec.Databases.IsEmpty && !spec.Inputs.ContainsUnknowns ? "needs a component: a service, static site, worker or job" : null),
            .. Fail("spec.functions", spec.Inputs.Objects("functions").IsEmpty ? null : "functions cannot be rehearsed: nothing on this computer runs them"),
            .. Fail("spec.maintenance.enabled", spec.Inputs.Object("maintenance")?.Flag("enabled") == true ? "maintenance cannot be rehearsed: destroy the rehearsal instead" : null),
            .. Names(spec),
            .. spec.Components.SelectMany(ComponentCheck.Run),
            .. spec.Databases.SelectMany(DatabaseCheck.Run),
            .. DomainCheck.Run(spec),
            .. RouteCheck.Run(spec),
            .. VariableCheck.Run(spec),
        ];
    }

    internal static string? WrongName(string name) => name.Length == 0 || ComponentName().IsMatch(name) ? null : $"cannot be '{name}': {NameRule}";

    internal static IEnumerable<CheckFailure> Fail(string path, string? reason) => reason is null ? [] : [new CheckFailure(path, reason)];

    private static IEnumerable<CheckFailure> Names(AppSpec spec)
    {
        ImmutableArray<(string Path, string Name)> all = [.. spec.Components.Select(c => (c.Path, c.Name)), .. spec.Databases.Select(d => (d.Path, d.Name))];
        return
        [
            .. all.SelectMany(c => Fail($"{c.Path}.name", WrongName(c.Name))),
            .. all.Where(c => c.Name.Length > 0).GroupBy(c => c.Name, StringComparer.Ordinal).Where(g => g.Count() > 1)
                .SelectMany(g => g.Skip(1).Select(c => new CheckFailure($"{c.Path}.name", $"'{c.Name}' is the name of {g.First().Path} already: names in an app are unique"))),
        ];
    }

    [GeneratedRegex(@"^[a-z][a-z0-9-]{0,30}[a-z0-9]\z")]
    private static partial Regex ComponentName();
}
