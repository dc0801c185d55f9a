using Infra.Protocol.Properties;
using Infra.Protocol.Providers;
using Infra.Rehearsal.Account;

namespace Infra.Rehearsal.Kinds;

/// <summary>Who is told when a measured value is too high or too low; nobody is, from this computer.</summary>
internal sealed class MonitorAlert : Kind
{
    public override IEnumerable<CheckFailure> Check(PropertyMap inputs) =>
    [
        .. Notified("alerts", inputs.Object("alerts")),
        .. Tag.CheckTags(inputs),
    ];

    public override Task<PropertyMap> MakeAsync(Thing thing, Work work, CancellationToken cancellationToken) => Task.FromResult<PropertyMap>([new("uuid", thing.Id)]);

    /// <summary>At least one address, and each of them one.</summary>
    internal static IEnumerable<CheckFailure> Notified(string path, PropertyMap? to)
    {
        if (to is null || to.ContainsUnknowns)
        {
            return [];
        }

        var emails = to.List("emails");
        return emails.IsEmpty && to.Objects("slacks").IsEmpty
            ? [new CheckFailure(path, "names nobody: give emails or slacks")]
            : emails.SelectMany((email, i) => Fail($"{path}.emails[{i}]", email.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && at < email.Length - 1 ? null : $"'{email}' is no e-mail address"));
    }
}
