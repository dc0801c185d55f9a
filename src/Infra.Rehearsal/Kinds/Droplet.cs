using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Infra.Machine.Provider.Local;
using Infra.Machine.Provider.Local.Cgroups;
using Infra.Machine.Provider.Local.Machines;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;
using Infra.Rehearsal.Account;
using Infra.Rehearsal.Balancing;
using Infra.Rehearsal.Facts;
using Infra.Rehearsal.Machines;
using Infra.Rehearsal.Network;
using Infra.Rehearsal.Storage;

namespace Infra.Rehearsal.Kinds;

/// <summary>A machine on this computer, booted with the given user data.</summary>
internal sealed partial class Droplet : Kind
{
    /// <summary>Of a new account.</summary>
    internal const int Limit = 10;

    private const int UserDataLimit = 64 * 1024;
    private const string DefaultRegion = "nyc3";
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static CloudFacts Facts => CloudFacts.DigitalOcean;

    public override IEnumerable<CheckFailure> Check(PropertyMap inputs)
    {
        var (image, name) = (inputs.Text("image"), inputs.Text("name"));
        return
        [
            .. Fail("region", CloudFacts.Unknown(inputs.Text("region"), Facts.Regions, "region")),
            .. Fail("size", CloudFacts.Unknown(inputs.Text("size"), Facts.SizeSlugs, "size")),
            .. Fail("image", CloudFacts.Unknown(image, Facts.Images.Keys, "image")),
            .. Fail("image", Facts.Images.GetValueOrDefault(image) == "-" ? $"'{image}' has nothing like it on this computer, which makes machines from Debian's archive (INF7509): {string.Join(", ", Facts.Images.Where(i => i.Value != "-").Select(i => i.Key))} can be rehearsed" : null),
            .. Fail("name", name.Length > 0 && !Name255().IsMatch(name) ? $"cannot be '{name}': only a-z, A-Z, 0-9, . and - are allowed" : null),
            .. Fail("volumeIds", inputs.List("volumeIds").IsEmpty ? null : "cannot be rehearsed: use a VolumeAttachment"),
            .. Fail("userData", Encoding.UTF8.GetByteCount(inputs.Text("userData")) > UserDataLimit ? $"is more than {UserDataLimit / 1024} KiB" : null),
            .. Tag.CheckTags(inputs),
        ];
    }

    public override string? Refuse(PropertyMap inputs, ImmutableArray<Thing> others) => others.Length >= Limit
        ? "creating this/these droplet(s) will exceed your droplet limit"
        : null;

    public override PropertyMap Foresee(PropertyMap inputs) => SizeOutputs(inputs.Text("size"));

    public override string NewId(PropertyMap inputs, CloudAccount account) => account.NewNumber(Name);

    public override async Task<PropertyMap> MakeAsync(Thing thing, Work work, CancellationToken cancellationToken)
    {
        var (account, inputs) = (work.Account, work.Inputs);
        var region = inputs.Text("region") is { Length: > 0 } given ? given : DefaultRegion;
        var network = inputs.Text("vpcUuid") is { Length: > 0 } vpc ? account.Get(nameof(Vpc), vpc) : Vpc.Default(region);
        if (network.Text("region") != region)
        {
            throw CloudAnswer.Unprocessable($"the VPC '{network.Name}' is in {network.Text("region")}, the Droplet in {region}");
        }

        WarnOfImage(inputs.Text("image"), work.Narrator);
        var machine = await new CloudMachine(account.Root, work.Narrator).BootAsync(
            new MachinePlan(MachineName(thing), inputs.Text("name"))
            {
                Image = Facts.Images[inputs.Text("image")],
                AuthorizedKeys = [.. inputs.List("sshKeys").Select(key => KeyOf(account, key))],
                UserData = inputs.Text("userData") is { Length: > 0 } data ? data : "#cloud-config\n{}\n",
                Limits = Limits(inputs.Text("size")),
                // As the cloud's own images: root may log in, with a key.
                Files = [new TreeFile("var/lib/cloud/seed/nocloud/vendor-data", "#cloud-config\ndisable_root: false\n", Private)],
            },
            cancellationToken);
        PropertyMap outputs =
        [
            .. SizeOutputs(inputs.Text("size")), new("createdAt", work.Clock()), new("dropletUrn", $"do:droplet:{thing.Id}"), new("region", region),
            new("vpcUuid", network.Id), new("publicNetworking", true), new("privateNetworking", true), new("locked", false), new("status", "active"),
            new("ipv4Address", machine.Address), .. UserDataHash(inputs),
        ];
        using (await account.LockAsync(cancellationToken))
        {
            outputs = outputs.With(PrivateAddresses.Output, PrivateAddresses.Free(network, account));
            account.Save(thing with { Outputs = outputs });
        }

        await PrivateAddresses.AddAsync(account, machine.Name, thing with { Outputs = outputs }, network, cancellationToken);
        return outputs.With("volumeIds", PropertyValue.Array());
    }

    public override Task<Thing?> LookAsync(Thing thing, CloudAccount account, CancellationToken cancellationToken)
    {
        var machines = new CloudMachine(account.Root, Silence.Narrator);
        return Task.FromResult(machines.Find(MachineName(thing)) is { } machine
            ? thing with { Outputs = thing.Outputs.With("status", machines.IsRunning(machine) ? "active" : "off") }
            : null);
    }

    public override async Task<PropertyMap> ChangeAsync(Thing thing, Work work, CancellationToken cancellationToken)
    {
        var (old, size) = (Facts.Size(thing.Text("size")), Facts.Size(work.Inputs.Text("size")));
        var machines = new CloudMachine(work.Account.Root, work.Narrator);
        if (old != size)
        {
            if (work.Inputs.Flag("resizeDisk") && size?.DiskGiB < old?.DiskGiB)
            {
                throw CloudAnswer.Unprocessable($"a disk does not shrink: {size!.Slug} has {size.DiskGiB} GiB, the Droplet {old!.DiskGiB}. With resizeDisk: false only memory and processors change");
            }

            await CloudFirewall.ApplyAsync(work.Account, cancellationToken, without: thing.Id);
            await machines.ResizeAsync(MachineName(thing), Limits(work.Inputs.Text("size")), cancellationToken);
        }
        else
        {
            await machines.StartAsync(MachineName(thing), cancellationToken);
        }

        await PrivateAddresses.AddAsync(work.Account, MachineName(thing), thing, NetworkOf(thing, work.Account), cancellationToken);
        foreach (var attached in work.Account.Of(nameof(VolumeAttachment)).Where(a => $"{a.Number("dropletId")}" == thing.Id))
        {
            await BlockDevices.AttachAsync(work.Account, work.Account.Get(nameof(Volume), attached.Text("volumeId")), thing, work.Narrator, cancellationToken);
        }

        return SizeOutputs(work.Inputs.Text("size")).With("status", "active");
    }

    public override async Task RemoveAsync(Thing thing, Work work, CancellationToken cancellationToken)
    {
        await new CloudMachine(work.Account.Root, work.Narrator).RemoveAsync(MachineName(thing), cancellationToken);
        using (await work.Account.LockAsync(cancellationToken))
        {
            References.Forget(work.Account, thing.Id);
        }
    }

    public override async Task SettleAsync(Work work, CancellationToken cancellationToken)
    {
        await CloudFirewall.ApplyAsync(work.Account, cancellationToken, narrator: work.Narrator);
        await ReservedAddresses.ApplyAsync(work.Account, cancellationToken);
        await Proxy.ApplyAllAsync(work.Account, work.Narrator, cancellationToken);
    }

    public override IEnumerable<string> MachinesOf(Thing thing) => [MachineName(thing)];

    /// <summary>The name of its machine on this computer.</summary>
    internal static string MachineName(Thing droplet) => MachinePlan.NameFor(droplet.Name, droplet.Id);

    private static Thing NetworkOf(Thing droplet, CloudAccount account) =>
        account.Find(nameof(Vpc), droplet.Text("vpcUuid")) ?? Vpc.Default(droplet.Text("region"));

    private static MachineLimits Limits(string size) => Facts.Size(size) is { } known ? new(known.MemoryMiB, known.Vcpus) : new(null, null);

    private static PropertyMap SizeOutputs(string slug)
    {
        if (Facts.Size(slug) is not { } size)
        {
            return [];
        }

        PropertyMap outputs = [new("memory", size.MemoryMiB), new("vcpus", size.Vcpus)];
        return size is { DiskGiB: { } disk, PriceMonthly: { } month, PriceHourly: { } hour }
            ? [.. outputs, new("disk", disk), new("priceMonthly", month), new("priceHourly", hour)]
            : outputs;
    }

    /// <summary>The state keeps a hash, as the real provider does: user data is long and may hold secrets.</summary>
    private static PropertyMap UserDataHash(PropertyMap inputs)
    {
        if (inputs.Text("userData") is not { Length: > 0 } data)
        {
            return [];
        }

#pragma warning disable CA5350 // The real provider's identifier of the text, not a protection.
        return [new("userData", Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(data))))];
#pragma warning restore CA5350
    }

    private static string KeyOf(CloudAccount account, string idOrFingerprint) =>
        account.Of(nameof(SshKey)).FirstOrDefault(k => k.Id == idOrFingerprint || k.Text("fingerprint") == idOrFingerprint)?.Text("publicKey")
            ?? throw CloudAnswer.Unprocessable($"{idOrFingerprint} are invalid key identifiers for Droplet creation");

    private static void WarnOfImage(string image, Narrator narrator)
    {
        if (!image.StartsWith(Facts.Images[image], StringComparison.Ordinal))
        {
            narrator.Warn($"'{image}' is rehearsed with {Facts.Images[image]}, the nearest this computer can make: versions of packages differ");
        }
    }

    [GeneratedRegex(@"^[A-Za-z0-9]([A-Za-z0-9.\-]{0,253}[A-Za-z0-9])?\z")]
    private static partial Regex Name255();
}
