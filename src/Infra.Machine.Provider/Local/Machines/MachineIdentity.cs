using System.Collections.Immutable;

namespace Infra.Machine.Provider.Local.Machines;

/// <summary>Who the machine is and who may log in, written into its files before it boots.</summary>
internal sealed record MachineIdentity(
    string Hostname,
    string AdminUser,
    ImmutableArray<string> AuthorizedKeys,
    string HostPublicKey,
    string HostPrivateKey,
    string? UserData)
{
    // The private key must never be seen in a log.
    public override string ToString() => $"{AdminUser}@{Hostname}";
}
