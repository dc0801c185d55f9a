using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;
using Infra.Rehearsal.Account;

namespace Infra.Rehearsal.Kinds;

/// <summary>A public key that new Droplets let in.</summary>
internal sealed partial class SshKey : Kind
{
    public override IEnumerable<CheckFailure> Check(PropertyMap inputs) =>
        Fail("publicKey", inputs.Text("publicKey") is { Length: > 0 } key && Fingerprint(key) is null ? "is no SSH public key in one line" : null);

    public override string? Refuse(PropertyMap inputs, ImmutableArray<Thing> others) =>
        others.FirstOrDefault(o => o.Text("fingerprint") == Fingerprint(inputs.Text("publicKey"))) is { } other
            ? $"SSH Key is already in use on your account ({other.Id}, '{other.Name}')"
            : null;

    public override PropertyMap Foresee(PropertyMap inputs) =>
        Fingerprint(inputs.Text("publicKey")) is { } fingerprint ? [new("fingerprint", fingerprint)] : [];

    public override string NewId(PropertyMap inputs, CloudAccount account) => account.NewNumber(Name);

    public override Task<PropertyMap> MakeAsync(Thing thing, Work work, CancellationToken cancellationToken) => Task.FromResult(Foresee(work.Inputs));

    /// <summary>MD5 of the key in pairs with colons, as the cloud shows it; null if it is no key.</summary>
    internal static string? Fingerprint(string publicKey)
    {
        var match = PublicKey().Match(publicKey.Trim());
        var blob = new byte[match.Groups["blob"].Length];
        if (!match.Success || !Convert.TryFromBase64String(match.Groups["blob"].Value, blob, out var length))
        {
            return null;
        }

#pragma warning disable CA5351 // The cloud's identifier of a key, not a protection.
        return string.Join(':', MD5.HashData(blob.AsSpan(0, length)).Select(b => $"{b:x2}"));
#pragma warning restore CA5351
    }

    [GeneratedRegex(@"^(ssh-|ecdsa-|sk-)[a-z0-9@.\-]+ (?<blob>[A-Za-z0-9+/]+=*)( [^\r\n]*)?\z")]
    private static partial Regex PublicKey();
}
