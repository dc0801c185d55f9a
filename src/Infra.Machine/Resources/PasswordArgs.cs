using Pulumi;

namespace Infra.Machine.Resources;

/// <summary>Arguments of <see cref="Password"/>.</summary>
public sealed class PasswordArgs : ResourceArgs
{
    /// <summary>At least 16; 32 if absent.</summary>
    [Input("length")]
    public Input<int>? Length { get; set; }

    [Input("keepers")]
    private InputMap<string>? _keepers;

    /// <summary>A change of these makes a new password.</summary>
    public InputMap<string> Keepers
    {
        get => _keepers ??= new();
        set => _keepers = value;
    }
}
