using System.Text.RegularExpressions;
using Infra.Protocol.Providers;
using Infra.Rehearsal.Account;

namespace Infra.Rehearsal.Platform.Checks;

/// <summary>What the cloud refuses of an app's own names.</summary>
internal static partial class DomainCheck
{
    public static IEnumerable<CheckFailure> Run(AppSpec spec)
    {
        var primary = false;
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (domain, i) in spec.Domains.Select((d, i) => (d, i)))
        {
            var (path, name, zone) = ($"spec.domainNames[{i}]", domain.Text("name").TrimEnd('.'), domain.Text("zone"));
            if (name.Length > 0 && (name.Length is < 4 or > 253 || !Domain().IsMatch(name)))
            {
                yield return new CheckFailure($"{path}.name", $"'{name}' is no domain name");
            }
            else if (name.Length > 0 && !seen.Add(name))
            {
                yield return new CheckFailure($"{path}.name", $"'{name}' is named twice");
            }

            if (name.EndsWith(".ondigitalocean.app", StringComparison.OrdinalIgnoreCase))
            {
                yield return new CheckFailure($"{path}.name", "is a name of the platform's: it gives one to each app by itself");
            }

            if (domain.Text("type") == "PRIMARY")
            {
                if (primary)
                {
                    yield return new CheckFailure($"{path}.type", "one domain is PRIMARY, the others are ALIAS");
                }

                primary = true;
            }

            if (zone.Length > 0 && name.Length > 0 && name != zone && !name.EndsWith("." + zone, StringComparison.OrdinalIgnoreCase))
            {
                yield return new CheckFailure($"{path}.zone", $"'{name}' is not in the zone '{zone}'");
            }
        }
    }

    [GeneratedRegex(@"^((xn--)?[a-zA-Z0-9]+(-[a-zA-Z0-9]+)*\.)+[a-zA-Z]{2,}\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Domain();
}
