using Pulumi;

namespace Infra.Machine.Resources;

/// <summary>Arguments of <see cref="Database"/>.</summary>
public sealed class DatabaseArgs : ResourceArgs
{
    /// <summary>The server.</summary>
    [Input("connection", required: true)]
    public Input<ConnectionArgs>? Connection { get; set; }

    /// <summary>postgresql or mariadb.</summary>
    [Input("engine", required: true)]
    public Input<string>? Engine { get; set; }

    /// <summary>Of the database.</summary>
    [Input("name", required: true)]
    public Input<string>? Name { get; set; }

    /// <summary>The role; without a password it is the server's user of that name.</summary>
    [Input("owner", required: true)]
    public Input<string>? Owner { get; set; }

    /// <summary>A secret.</summary>
    [Input("password")]
    public Input<string>? Password { get; set; }

    [Input("extensions")]
    private InputList<string>? _extensions;

    /// <summary>To create in it.</summary>
    public InputList<string> Extensions
    {
        get => _extensions ??= new();
        set => _extensions = value;
    }

    /// <summary>False if absent.</summary>
    [Input("dropOnDelete")]
    public Input<bool>? DropOnDelete { get; set; }
}
