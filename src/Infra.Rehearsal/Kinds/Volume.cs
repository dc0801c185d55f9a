using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;
using Infra.Rehearsal.Account;
using Infra.Rehearsal.Facts;
using Infra.Rehearsal.Storage;

namespace Infra.Rehearsal.Kinds;

/// <summary>A disk that outlives its Droplet: a file on this computer.</summary>
internal sealed partial class Volume : Kind
{
    public override IEnumerable<CheckFailure> Check(PropertyMap inputs) =>
    [
        .. Fail("region", CloudFacts.Unknown(inputs.Text("region"), CloudFacts.DigitalOcean.Regions, "region")),
        .. Fail("name", inputs.Text("name") is { Length: > 0 } name && !Plain().IsMatch(name) ? $"cannot be '{name}': it begins with a small letter, and has small letters, digits and hyphens, at most 64" : null),
        .. Fail("snapshotId", inputs.Text("snapshotId").Length > 0 ? "cannot be rehearsed" : null),
        .. Tag.CheckTags(inputs),
    ];

    public override string? Refuse(PropertyMap inputs, ImmutableArray<Thing> others) =>
        Taken(inputs, [.. others.Where(o => o.Text("region") == inputs.Text("region"))], "volume");

    public override async Task<PropertyMap> MakeAsync(Thing thing, Work work, CancellationToken cancellationToken)
    {
        await BlockDevices.CreateAsync(work.Account, thing, cancellationToken);
        PropertyMap outputs = [new("volumeUrn", $"do:volume:{thing.Id}"), new("dropletIds", PropertyValue.Array()), new("filesystemLabel", thing.Text("initialFilesystemLabel"))];
        return work.Inputs.ContainsKey("filesystemType") ? outputs : outputs.With("filesystemType", thing.Text("initialFilesystemType"));
    }

    public override Task<Thing?> LookAsync(Thing thing, CloudAccount account, CancellationToken cancellationToken)
    {
        var droplets = account.Of(nameof(VolumeAttachment)).Where(a => a.Text("volumeId") == thing.Id).Select(a => (PropertyValue)(a.Number("dropletId") ?? 0));
        return Task.FromResult(File.Exists(BlockDevices.FileOf(account, thing)) ? thing with { Outputs = thing.Outputs.With("dropletIds", PropertyValue.Array(droplets)) } : null);
    }

    public override async Task<PropertyMap> ChangeAsync(Thing thing, Work work, CancellationToken cancellationToken)
    {
        if (work.Inputs.Number("size") < thing.Number("size"))
        {
            throw CloudAnswer.Unprocessable($"a volume does not shrink: it has {thing.Number("size")} GiB");
        }

        await BlockDevices.GrowAsync(work.Account, thing with { Inputs = work.Inputs }, cancellationToken);
        return PropertyMap.Empty;
    }

    public override async Task RemoveAsync(Thing thing, Work work, CancellationToken cancellationToken)
    {
        if (work.Account.Of(nameof(VolumeAttachment)).FirstOrDefault(a => a.Text("volumeId") == thing.Id) is { } attachment)
        {
            throw CloudAnswer.Of(409, "conflict", $"the volume is attached to the Droplet {attachment.Number("dropletId")}");
        }

        await BlockDevices.DetachAsync(work.Account, thing, null, cancellationToken);
        File.Delete(BlockDevices.FileOf(work.Account, thing));
    }

    [GeneratedRegex(@"^[a-z][a-z0-9\-]{0,63}\z")]
    private static partial Regex Plain();
}
