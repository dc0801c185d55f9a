using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Infra.Machine.Provider.Inputs;
using Infra.Machine.Provider.Local.Cgroups;
using Infra.Machine.Provider.Local.Images;
using Infra.Machine.Provider.Local.Machines;
using Infra.Protocol.Text;

namespace Infra.Machine.Provider.Local;

/// <summary>The inputs of a machine on this computer.</summary>
internal sealed partial record LocalServerInputs(
    string Image,
    MachineIdentity Identity,
    ImmutableArray<string> Packages,
    MachineLimits Limits,
    bool Running)
{
    public static LocalServerInputs Read(InputReader inputs)
    {
        var image = inputs.Text("image", byDefault: BaseRecipe.Releases.Keys.First());
        inputs.Demand(
            BaseRecipe.Releases.ContainsKey(image),
            "image",
            $"'{image}' is not there{Suggestion.For(image, BaseRecipe.Releases.Keys)}; images: {string.Join(", ", BaseRecipe.Releases.Keys)}");
        var packages = inputs.Texts("packages");
        DemandEach(inputs, "packages", packages, Package(), "is no name of a Debian package");
        var memory = inputs.OptionalInteger("memory", minimum: 64, maximum: 16 * 1024 * 1024);
        var vcpus = inputs.OptionalInteger("vcpus", minimum: 1, maximum: 1024);
        return new(image, ReadIdentity(inputs), packages, new(memory, vcpus), inputs.Flag("running", byDefault: true));
    }

    private static MachineIdentity ReadIdentity(InputReader inputs)
    {
        var hostname = inputs.Text("hostname");
        inputs.Demand(hostname.Length == 0 || (Hostname().IsMatch(hostname) && hostname.Length <= 64), "hostname", $"'{hostname}' is no host name: small letters, digits and hyphens, at most 64");
        var user = inputs.Text("adminUser");
        inputs.Demand(user.Length == 0 || User().IsMatch(user), "adminUser", $"'{user}' is no user name: small letters, digits, '_' and '-', at most 32");
        var keys = inputs.Texts("authorizedKeys");
        inputs.Demand(inputs.AnyUnknown("authorizedKeys") || !keys.IsEmpty, "authorizedKeys", "must hold at least one key: nobody could log in");
        DemandEach(inputs, "authorizedKeys", keys, PublicKey(), "is no SSH public key in one line");
        var publicKey = inputs.Text("hostPublicKey");
        inputs.Demand(publicKey.Length == 0 || PublicKey().IsMatch(publicKey.Trim()), "hostPublicKey", "is no SSH public key in one line");
        return new(hostname, user, keys, publicKey, inputs.Text("hostPrivateKey"), inputs.OptionalText("userData"));
    }

    private static void DemandEach(InputReader inputs, string name, ImmutableArray<string> values, Regex pattern, string reason)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (!pattern.IsMatch(values[i].Trim()))
            {
                inputs.Fail(name, i, $"'{values[i]}' {reason}");
            }
        }
    }

    [GeneratedRegex(@"^[a-z0-9]([a-z0-9\-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9\-]{0,61}[a-z0-9])?)*\z")]
    private static partial Regex Hostname();

    [GeneratedRegex(@"^[a-z_][a-z0-9_\-]{0,31}\z")]
    private static partial Regex User();

    [GeneratedRegex(@"^[a-z0-9][a-z0-9+.\-]+\z")]
    private static partial Regex Package();

    [GeneratedRegex(@"^(ssh-|ecdsa-|sk-)[a-z0-9@.\-]+ [A-Za-z0-9+/]+=*( [^\r\n]*)?\z")]
    private static partial Regex PublicKey();
}
