using Pulumi;

namespace Infra.Machine.Resources;

/// <summary>Arguments of <see cref="LocalServer"/>.</summary>
public sealed class LocalServerArgs : ResourceArgs
{
    /// <summary>Its name here and inside.</summary>
    [Input("hostname", required: true)]
    public Input<string>? Hostname { get; set; }

    /// <summary>The base it starts from; debian-12 if absent.</summary>
    [Input("image")]
    public Input<string>? Image { get; set; }

    /// <summary>The user who logs in, and may become root without a password.</summary>
    [Input("adminUser", required: true)]
    public Input<string>? AdminUser { get; set; }

    [Input("authorizedKeys")]
    private InputList<string>? _authorizedKeys;

    /// <summary>Public keys of that user.</summary>
    public InputList<string> AuthorizedKeys
    {
        get => _authorizedKeys ??= new();
        set => _authorizedKeys = value;
    }

    /// <summary>Known before the machine exists.</summary>
    [Input("hostPublicKey", required: true)]
    public Input<string>? HostPublicKey { get; set; }

    /// <summary>A secret.</summary>
    [Input("hostPrivateKey", required: true)]
    public Input<string>? HostPrivateKey { get; set; }

    [Input("packages")]
    private InputList<string>? _packages;

    /// <summary>Installed before the first boot; later changes are no difference.</summary>
    public InputList<string> Packages
    {
        get => _packages ??= new();
        set => _packages = value;
    }

    /// <summary>Limit, in MiB.</summary>
    [Input("memory")]
    public Input<int>? Memory { get; set; }

    /// <summary>Limit, in processors.</summary>
    [Input("vcpus")]
    public Input<int>? Vcpus { get; set; }

    /// <summary>For cloud-init at the first boot.</summary>
    [Input("userData")]
    public Input<string>? UserData { get; set; }

    /// <summary>True if absent.</summary>
    [Input("running")]
    public Input<bool>? Running { get; set; }
}
