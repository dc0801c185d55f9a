using System.Collections.Immutable;
using Infra.Protocol.Properties;
using Infra.Rehearsal.Account;
using Infra.Rehearsal.Storage;

namespace Infra.Rehearsal.Kinds;

/// <summary>That a Droplet has a volume.</summary>
internal sealed class VolumeAttachment : Kind
{
    public override string? Refuse(PropertyMap inputs, ImmutableArray<Thing> others) =>
        others.FirstOrDefault(o => o.Text("volumeId") == inputs.Text("volumeId")) is { } other
            ? $"the volume is attached to the Droplet {other.Number("dropletId")} already"
            : null;

    public override string NewId(PropertyMap inputs, CloudAccount account) => $"{inputs.Text("dropletId")}-{inputs.Text("volumeId")}-{NewUuid()[..8]}";

    public override async Task<PropertyMap> MakeAsync(Thing thing, Work work, CancellationToken cancellationToken)
    {
        var volume = work.Account.Get(nameof(Volume), work.Inputs.Text("volumeId"));
        var droplet = work.Account.Get(nameof(Droplet), work.Inputs.Text("dropletId"));
        if (volume.Text("region") != droplet.Text("region"))
        {
            throw CloudAnswer.Unprocessable($"the volume is in {volume.Text("region")}, the Droplet in {droplet.Text("region")}");
        }

        await BlockDevices.AttachAsync(work.Account, volume, droplet, work.Narrator, cancellationToken);
        work.Narrator.Notice($"the Droplet sees it as {BlockDevices.PathOf(volume)}");
        return PropertyMap.Empty;
    }

    public override Task<Thing?> LookAsync(Thing thing, CloudAccount account, CancellationToken cancellationToken) => Task.FromResult(
        account.Find(nameof(Volume), thing.Text("volumeId")) is not null && account.Find(nameof(Droplet), $"{thing.Number("dropletId")}") is not null ? thing : null);

    public override async Task RemoveAsync(Thing thing, Work work, CancellationToken cancellationToken)
    {
        if (work.Account.Find(nameof(Volume), thing.Text("volumeId")) is { } volume)
        {
            await BlockDevices.DetachAsync(work.Account, volume, work.Account.Find(nameof(Droplet), $"{thing.Number("dropletId")}"), cancellationToken);
        }
    }
}
