using Pulumi;

namespace Infra.Machine.Resources;

/// <summary>Arguments of <see cref="Certificate"/>.</summary>
public sealed class CertificateArgs : ResourceArgs
{
    /// <summary>In PEM.</summary>
    [Input("authorityCertificate", required: true)]
    public Input<string>? AuthorityCertificate { get; set; }

    /// <summary>In PEM; a secret.</summary>
    [Input("authorityPrivateKey", required: true)]
    public Input<string>? AuthorityPrivateKey { get; set; }

    [Input("dnsNames")]
    private InputList<string>? _dnsNames;

    /// <summary>Names it is good for.</summary>
    public InputList<string> DnsNames
    {
        get => _dnsNames ??= new();
        set => _dnsNames = value;
    }

    [Input("ipAddresses")]
    private InputList<string>? _ipAddresses;

    /// <summary>Addresses it is good for.</summary>
    public InputList<string> IpAddresses
    {
        get => _ipAddresses ??= new();
        set => _ipAddresses = value;
    }

    /// <summary>90 if absent.</summary>
    [Input("validityDays")]
    public Input<int>? ValidityDays { get; set; }

    /// <summary>Days before its end from which it is due; 30 if absent.</summary>
    [Input("renewDays")]
    public Input<int>? RenewDays { get; set; }
}
