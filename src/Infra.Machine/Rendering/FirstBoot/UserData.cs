using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Infra.Machine.Rendering.FirstBoot;

/// <summary>What cloud-init does when a server starts for the first time: who may log in, and by which key the server is known.</summary>
/// <param name="AdminUser">The one user who logs in, and may become root without a password.</param>
/// <param name="AuthorizedKeys">Public keys of that user.</param>
/// <param name="HostPrivateKey">The server's own Ed25519 key, in OpenSSH's format; a secret.</param>
/// <param name="HostPublicKey">Its public part.</param>
public sealed record UserData(string AdminUser, IReadOnlyList<string> AuthorizedKeys, string HostPrivateKey, string HostPublicKey)
{
    // cloud-init wants YAML, of which JSON is a part that needs no rules of its own for quoting.
    private static readonly JsonSerializerOptions _format = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The document, beginning with #cloud-config.</summary>
    public string Render() => "#cloud-config\n" + new JsonObject
    {
        ["disable_root"] = true,
        ["ssh_pwauth"] = false,
        ["ssh_deletekeys"] = true,
        ["ssh_keys"] = new JsonObject { ["ed25519_private"] = HostPrivateKey.TrimEnd() + "\n", ["ed25519_public"] = HostPublicKey.Trim() },
        ["users"] = new JsonArray(new JsonObject
        {
            ["name"] = AdminUser,
            ["shell"] = "/bin/bash",
            ["lock_passwd"] = true,
            ["sudo"] = "ALL=(ALL) NOPASSWD:ALL",
            ["ssh_authorized_keys"] = new JsonArray([.. AuthorizedKeys.Select(key => (JsonNode)key.Trim())]),
        }),
    }.ToJsonString(_format) + "\n";
}
