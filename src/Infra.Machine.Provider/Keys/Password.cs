using System.Collections.Immutable;
using System.Security.Cryptography;
using Infra.Machine.Provider.Inputs;
using Infra.Machine.Provider.Resources;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;

namespace Infra.Machine.Provider.Keys;

/// <summary>A random password of letters and digits, so that it needs no quoting anywhere.</summary>
internal sealed class Password : GeneratedResource
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    public override string Token => "machine:index:Password";

    protected override ImmutableArray<string> GeneratedOutputs => ["value"];

    public override CheckResult Check(CheckArgs args) => InputReader.Check(args.News, Length);

    protected override (string Id, PropertyMap Outputs) Generate(PropertyMap inputs)
    {
        PropertyValue value = RandomNumberGenerator.GetString(Alphabet, InputReader.Read(inputs, Length));
        return (RandomNumberGenerator.GetHexString(16, lowercase: true), PropertyMap.From([new("value", value.AsSecret())]));
    }

    private static int Length(InputReader inputs)
    {
        inputs.TextMap("keepers");
        return inputs.Integer("length", byDefault: 32, minimum: 16, maximum: 1024);
    }
}
