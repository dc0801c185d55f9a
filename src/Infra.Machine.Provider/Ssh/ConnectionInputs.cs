using System.Net;
using System.Text.RegularExpressions;
using Infra.Machine.Provider.Inputs;
using Infra.Protocol.Properties;

namespace Infra.Machine.Provider.Ssh;

/// <summary>Reads and checks the `connection` input that every resource inside a server has.</summary>
internal static partial class ConnectionInputs
{
    public const string Name = "connection";

    /// <summary>Null only when the inputs are wrong or not known yet.</summary>
    public static ServerConnection? Read(InputReader inputs) => inputs.Object(Name, ReadFields, required: true);

    /// <summary>The connection of inputs that were checked before.</summary>
    public static ServerConnection Of(PropertyMap inputs) => InputReader.Read(inputs, Read)!;

    /// <summary>True if both inputs' connections lead to the same server; who logs in and with which key may differ.</summary>
    public static bool LeadToTheSame(PropertyMap left, PropertyMap right) =>
        left.Find(Name) is ObjectValue a && right.Find(Name) is ObjectValue b
        && InputDiff.Same(a.Properties.Find("host"), b.Properties.Find("host")) && InputDiff.Same(a.Properties.Find("port"), b.Properties.Find("port"));

    private static ServerConnection ReadFields(InputReader inputs)
    {
        var host = inputs.Text("host");
        inputs.Demand(host.Length == 0 || IsHost(host), "host", $"'{host}' is neither a host name nor an address");
        var user = inputs.Text("user");
        inputs.Demand(user.Length == 0 || UserName().IsMatch(user), "user", $"'{user}' is not a user name");
        return new ServerConnection(
            host,
            inputs.Integer("port", byDefault: 22, minimum: 1, maximum: 65535),
            user,
            ReadPrivateKey(inputs),
            ReadHostKey(inputs),
            inputs.OptionalFlag("sudo") ?? user != "root",
            TimeSpan.FromSeconds(inputs.Integer("connectTimeout", byDefault: 10, minimum: 1, maximum: 600)),
            TimeSpan.FromSeconds(inputs.Integer("bootTimeout", byDefault: 60, minimum: 0, maximum: 3600)));
    }

    private static SecretText ReadPrivateKey(InputReader inputs)
    {
        var key = inputs.Text("privateKey");
        inputs.Demand(
            key.Length == 0 || PrivateKey().IsMatch(key), "privateKey", "must be a private key in OpenSSH or PEM form, beginning with '-----BEGIN'");
        return new(key);
    }

    private static HostKey ReadHostKey(InputReader inputs)
    {
        var text = inputs.Text("hostKey");
        var key = HostKey.Parse(text);
        inputs.Demand(
            key is not null || text.Length == 0, "hostKey", "must be the server's public key, as in 'ssh-ed25519 AAAA…' (see /etc/ssh/ssh_host_ed25519_key.pub on it)");
        return key ?? new("", "");
    }

    private static bool IsHost(string host) => IPAddress.TryParse(host, out _) || HostName().IsMatch(host);

    [GeneratedRegex(@"^(?=.{1,253}\z)[A-Za-z0-9]([A-Za-z0-9_-]{0,61}[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9_-]{0,61}[A-Za-z0-9])?)*\.?\z")]
    private static partial Regex HostName();

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_.-]{0,63}\z")]
    private static partial Regex UserName();

    [GeneratedRegex(@"^\s*-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----\s")]
    private static partial Regex PrivateKey();
}
