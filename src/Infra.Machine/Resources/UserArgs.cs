using Pulumi;

namespace Infra.Machine.Resources;

/// <summary>A user of a server.</summary>
public sealed class UserArgs : ResourceArgs
{
    /// <summary>No login, a number below 1000.</summary>
    [Input("system")]
    public Input<bool>? System { get; set; }

    /// <summary>Its directory.</summary>
    [Input("home")]
    public Input<string>? Home { get; set; }

    /// <summary>Its shell.</summary>
    [Input("shell")]
    public Input<string>? Shell { get; set; }

    [Input("groups")]
    private InputList<string>? _groups;

    /// <summary>Further groups.</summary>
    public InputList<string> Groups
    {
        get => _groups ??= new();
        set => _groups = value;
    }

    [Input("authorizedKeys")]
    private InputList<string>? _authorizedKeys;

    /// <summary>Public keys.</summary>
    public InputList<string> AuthorizedKeys
    {
        get => _authorizedKeys ??= new();
        set => _authorizedKeys = value;
    }
}
