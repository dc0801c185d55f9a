using Pulumi;

namespace Infra.Machine.Resources;

/// <summary>How to reach a server over SSH.</summary>
public sealed class ConnectionArgs : ResourceArgs
{
    /// <summary>Name or address.</summary>
    [Input("host", required: true)]
    public Input<string>? Host { get; set; }

    /// <summary>22 if absent.</summary>
    [Input("port")]
    public Input<int>? Port { get; set; }

    /// <summary>Who logs in.</summary>
    [Input("user", required: true)]
    public Input<string>? User { get; set; }

    /// <summary>A secret, in OpenSSH's format.</summary>
    [Input("privateKey", required: true)]
    public Input<string>? PrivateKey { get; set; }

    /// <summary>The only key the server may show: its type and the key.</summary>
    [Input("hostKey", required: true)]
    public Input<string>? HostKey { get; set; }

    /// <summary>True if absent and the user is not root.</summary>
    [Input("sudo")]
    public Input<bool>? Sudo { get; set; }

    /// <summary>Seconds; 10 if absent.</summary>
    [Input("connectTimeout")]
    public Input<int>? ConnectTimeout { get; set; }

    /// <summary>Seconds a server that was just made may take to answer; 60 if absent.</summary>
    [Input("bootTimeout")]
    public Input<int>? BootTimeout { get; set; }
}
