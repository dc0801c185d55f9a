using System.Collections.Immutable;
using Infra.Machine.Provider.Inputs;
using Infra.Machine.Provider.Resources;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;

namespace Infra.Machine.Provider.Certificates;

/// <summary>A server's certificate, issued by an authority of one's own and renewed in time.</summary>
internal sealed class Certificate(TimeProvider clock) : IMachineResource
{
    private static readonly ImmutableHashSet<string> _ignored = ["renewDays"];

    public string Token => "machine:index:Certificate";

    public CheckResult Check(CheckArgs args) => InputReader.Check(args.News, CertificateInputs.Read);

    public DiffResult Diff(DiffArgs args)
    {
        var diff = InputDiff.Of(args, replacing: ImmutableHashSet<string>.Empty, _ignored);
        return IsDue(args)
            ? InputDiff.Of((diff.DetailedDiff ?? ImmutableSortedDictionary<string, PropertyDiff>.Empty)
                .SetItem("notAfter", new(PropertyDiffKind.Update, InputDiff: false)))
            : diff;
    }

    public Task<CreateResult> CreateAsync(CreateArgs args, CancellationToken cancellationToken)
    {
        var outputs = args.Preview ? Unknown(args.Inputs) : Issue(args.Inputs);
        var id = outputs.Find("certificate") is StringValue certificate ? PemCertificates.Fingerprint(certificate.Value) : "";
        return Task.FromResult(new CreateResult(id, outputs));
    }

    public Task<ReadResult?> ReadAsync(ReadArgs args, CancellationToken cancellationToken) => args.Outputs.Count == 0
        ? throw new ProviderException($"{Token} cannot be imported: its private key exists in the state alone")
        : Task.FromResult<ReadResult?>(new ReadResult(args.Id, args.Outputs, args.Inputs));

    public Task<UpdateResult> UpdateAsync(UpdateArgs args, CancellationToken cancellationToken) =>
        Task.FromResult(new UpdateResult(args.Preview ? Unknown(args.News) : Issue(args.News)));

    public Task DeleteAsync(DeleteArgs args, CancellationToken cancellationToken) => Task.CompletedTask;

    private static PropertyMap Unknown(PropertyMap inputs) => PropertyMap.From([.. inputs.Without("authorityPrivateKey"),
        new("certificate", PropertyValue.Unknown), new("privateKey", PropertyValue.Unknown), new("notAfter", PropertyValue.Unknown)]);

    private PropertyMap Issue(PropertyMap properties)
    {
        var inputs = InputReader.Read(properties, CertificateInputs.Read);
        using var authority = PemCertificates.First(inputs.AuthorityCertificate)
            ?? throw new ProviderException("authorityCertificate is not a certificate in PEM form");
        using var key = PemCertificates.Key(inputs.AuthorityPrivateKey)
            ?? throw new ProviderException("authorityPrivateKey is not an ECDSA key in PEM form");
        if (!PemCertificates.Match(authority, key))
        {
            throw new ProviderException("authorityPrivateKey does not belong to authorityCertificate");
        }

        if (authority.NotAfter.ToUniversalTime() <= clock.GetUtcNow().UtcDateTime)
        {
            throw new ProviderException($"the authority '{authority.Subject}' ended on {CertificateIssuer.Format(new(authority.NotAfter.ToUniversalTime()))}: replace it first");
        }

        var issued = new CertificateIssuer(clock).IssueServer(authority, key, inputs.DnsNames, inputs.Addresses, inputs.ValidityDays);
        return PropertyMap.From([.. properties.Without("authorityPrivateKey"),
            new("certificate", issued.Certificate),
            new("privateKey", ((PropertyValue)issued.PrivateKey).AsSecret()),
            new("notAfter", CertificateIssuer.Format(issued.NotAfter))]);
    }

    /// <summary>Its last days have begun, and a new one would live longer (the authority's own end limits both).</summary>
    private bool IsDue(DiffArgs args)
    {
        if (args.OldOutputs.Find("certificate") is not StringValue pem
            || PemCertificates.NotAfter(pem.Value) is not { } notAfter
            || args.News.Find("renewDays") is not NumberValue renew)
        {
            return false;
        }

        var authorityEnd = args.News.Find("authorityCertificate") is StringValue authority ? PemCertificates.NotAfter(authority.Value) : null;
        return notAfter - clock.GetUtcNow() < TimeSpan.FromDays(renew.Value) && (authorityEnd is null || authorityEnd > notAfter);
    }
}
