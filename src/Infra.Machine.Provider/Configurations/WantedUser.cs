using System.Collections.Immutable;
using Infra.Machine.Provider.Inputs;

namespace Infra.Machine.Provider.Configurations;

/// <summary>A user of the server. Home, shell and groups that are not given are left as they are.</summary>
internal sealed record WantedUser(bool System, string Home, string Shell, ImmutableArray<string> Groups, ImmutableArray<string> AuthorizedKeys)
{
    /// <summary>The content of authorized_keys; null if that file is not this layer's.</summary>
    public string? KeysFile => AuthorizedKeys.IsEmpty ? null : string.Concat(AuthorizedKeys.Select(key => key.Trim() + "\n"));

    public static WantedUser Read(InputReader inputs) => new(
        inputs.Flag("system", byDefault: false),
        inputs.OptionalText("home") ?? "",
        inputs.OptionalText("shell") ?? "",
        inputs.Texts("groups"),
        inputs.Texts("authorizedKeys"));
}
