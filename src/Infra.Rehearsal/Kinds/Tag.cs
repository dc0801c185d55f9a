using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;
using Infra.Rehearsal.Account;

namespace Infra.Rehearsal.Kinds;

/// <summary>A word that things carry, and by which firewalls and load balancers find them.</summary>
internal sealed partial class Tag : Kind
{
    private static readonly ImmutableArray<string> _counts = ["databasesCount", "dropletsCount", "imagesCount", "totalResourceCount", "volumeSnapshotsCount", "volumesCount"];

    public override IEnumerable<CheckFailure> Check(PropertyMap inputs) => Fail("name", Wrong(inputs.Text("name")));

    public override string? Refuse(PropertyMap inputs, ImmutableArray<Thing> others) => Taken(inputs, others, "tag");

    public override string NewId(PropertyMap inputs, CloudAccount account) => inputs.Text("name");

    public override Task<PropertyMap> MakeAsync(Thing thing, Work work, CancellationToken cancellationToken) => Task.FromResult(Counts(thing.Id, work.Account));

    public override Task<Thing?> LookAsync(Thing thing, CloudAccount account, CancellationToken cancellationToken) =>
        Task.FromResult<Thing?>(thing with { Outputs = Counts(thing.Id, account) });

    /// <summary>What is wrong with a tag's name; null if nothing is.</summary>
    internal static string? Wrong(string name) => name.Length == 0 || Name255().IsMatch(name)
        ? null
        : $"cannot be '{name}': a tag has letters, digits, ':', '-' and '_', at most 255";

    internal static IEnumerable<CheckFailure> CheckTags(PropertyMap inputs) =>
        inputs.List("tags").SelectMany((tag, i) => Fail($"tags[{i}]", Wrong(tag)));

    private static PropertyMap Counts(string tag, CloudAccount account)
    {
        var tagged = account.Things.Where(t => t.Complete && t.List("tags").Contains(tag)).ToArray();
        int Count(string kind) => tagged.Count(t => t.Kind == kind);
        return PropertyMap.From(_counts.Select(name => KeyValuePair.Create<string, PropertyValue>(name, name switch
        {
            "databasesCount" => Count(nameof(DatabaseCluster)),
            "dropletsCount" => Count(nameof(Droplet)),
            "volumesCount" => Count(nameof(Volume)),
            "totalResourceCount" => Count(nameof(DatabaseCluster)) + Count(nameof(Droplet)) + Count(nameof(Volume)),
            _ => 0,
        })));
    }

    [GeneratedRegex(@"^[A-Za-z0-9:_\-]{1,255}\z")]
    private static partial Regex Name255();
}
