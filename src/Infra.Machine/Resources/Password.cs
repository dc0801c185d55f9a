using Pulumi;

namespace Infra.Machine.Resources;

/// <summary>A random password of letters and digits.</summary>
[MachineResourceType("Password")]
public sealed class Password : CustomResource
{
    public Password(string name, PasswordArgs? args = null, CustomResourceOptions? options = null)
        : base("machine:index:Password", name, args ?? new PasswordArgs(), MachineProvider.Options(options))
    {
    }

    /// <summary>A secret.</summary>
    [Output("value")]
    public Output<string> Value { get; private set; } = null!;
}
