using Infra.Protocol.Properties;
using Infra.Protocol.Providers;
using Infra.Rehearsal.Account;

namespace Infra.Rehearsal.Kinds;

/// <summary>An address that the cloud asks every minute; nobody does, from this computer.</summary>
internal sealed class UptimeCheck : Kind
{
    private static readonly string[] _regions = ["us_east", "us_west", "eu_west", "se_asia"];

    public override IEnumerable<CheckFailure> Check(PropertyMap inputs)
    {
        var (type, target) = (inputs.Text("type"), inputs.Text("target"));
        return
        [
            .. Fail("target", target.Length > 0 && type is "http" or "https" && !target.StartsWith(type + "://", StringComparison.Ordinal) ? $"'{target}' has to begin with {type}://" : null),
            .. inputs.List("regions").SelectMany((region, i) => Fail($"regions[{i}]", _regions.Contains(region) ? null : $"cannot be '{region}'; it is one of {string.Join(", ", _regions)}")),
        ];
    }
}
