using System.Collections.Immutable;
using Infra.Machine.Provider.Inputs;
using Infra.Machine.Provider.Resources;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;

namespace Infra.Machine.Provider.Keys;

/// <summary>An Ed25519 key for logins or for a server's identity.</summary>
internal sealed class KeyPair : GeneratedResource
{
    public override string Token => "machine:index:KeyPair";

    protected override ImmutableArray<string> GeneratedOutputs => ["publicKey", "privateKey", "fingerprint"];

    public override CheckResult Check(CheckArgs args) => InputReader.Check(args.News, Comment);

    protected override (string Id, PropertyMap Outputs) Generate(PropertyMap inputs)
    {
        var key = OpenSshKey.Generate(InputReader.Read(inputs, Comment));
        return (key.Fingerprint, PropertyMap.From(
        [
            new("publicKey", key.PublicKey),
            new("privateKey", ((PropertyValue)key.PrivateKey).AsSecret()),
            new("fingerprint", key.Fingerprint),
        ]));
    }

    private static string Comment(InputReader inputs)
    {
        var comment = inputs.OptionalText("comment") ?? "";
        inputs.Demand(!comment.Any(char.IsControl), "comment", "must be one line of text");
        return comment;
    }
}
