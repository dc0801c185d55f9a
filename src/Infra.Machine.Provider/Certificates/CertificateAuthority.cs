using System.Collections.Immutable;
using Infra.Machine.Provider.Inputs;
using Infra.Machine.Provider.Resources;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;

namespace Infra.Machine.Provider.Certificates;

/// <summary>A certificate authority of one's own; its certificate may also be put into a file on this computer.</summary>
internal sealed class CertificateAuthority(TimeProvider clock) : IMachineResource
{
    private static readonly ImmutableHashSet<string> _replacing = ["commonName", "validityDays"];

    public string Token => "machine:index:CertificateAuthority";

    public CheckResult Check(CheckArgs args) => InputReader.Check(args.News, Read);

    public DiffResult Diff(DiffArgs args)
    {
        var diff = InputDiff.Of(args, _replacing, ignored: ImmutableHashSet<string>.Empty);
        return IsEnding(args.OldOutputs) && !diff.RequiresReplacement
            ? InputDiff.Of((diff.DetailedDiff ?? ImmutableSortedDictionary<string, PropertyDiff>.Empty)
                .SetItem("notAfter", new(PropertyDiffKind.UpdateReplace, InputDiff: false)))
            : diff;
    }

    public Task<CreateResult> CreateAsync(CreateArgs args, CancellationToken cancellationToken)
    {
        if (args.Preview)
        {
            return Task.FromResult(new CreateResult("", PropertyMap.From([.. args.Inputs,
                new("certificate", PropertyValue.Unknown), new("privateKey", PropertyValue.Unknown), new("notAfter", PropertyValue.Unknown)])));
        }

        var inputs = InputReader.Read(args.Inputs, Read);
        var issued = new CertificateIssuer(clock).IssueAuthority(inputs.CommonName, inputs.ValidityDays);
        if (inputs.File is { } file)
        {
            CertificateFile.Write(file, issued.Certificate);
        }

        return Task.FromResult(new CreateResult(PemCertificates.Fingerprint(issued.Certificate), PropertyMap.From([.. args.Inputs,
            new("certificate", issued.Certificate),
            new("privateKey", ((PropertyValue)issued.PrivateKey).AsSecret()),
            new("notAfter", CertificateIssuer.Format(issued.NotAfter))])));
    }

    public Task<ReadResult?> ReadAsync(ReadArgs args, CancellationToken cancellationToken)
    {
        if (args.Outputs.Find("certificate") is not StringValue certificate)
        {
            throw new ProviderException($"{Token} cannot be imported: its private key exists in the state alone");
        }

        var asFound = args.Inputs?.Find("file") is StringValue file && !CertificateFile.Holds(file.Value, certificate.Value)
            ? args.Inputs.Without("file")
            : args.Inputs;
        return Task.FromResult<ReadResult?>(new ReadResult(args.Id, args.Outputs, asFound));
    }

    public Task<UpdateResult> UpdateAsync(UpdateArgs args, CancellationToken cancellationToken)
    {
        var outputs = PropertyMap.From([.. args.OldOutputs.Without("file"), .. args.News]);
        if (!args.Preview && args.OldOutputs.Find("certificate") is StringValue certificate)
        {
            var (old, now) = (FileOf(args.OldOutputs), FileOf(args.News));
            if (now is not null)
            {
                CertificateFile.Write(now, certificate.Value);
            }

            if (old is not null && old != now)
            {
                CertificateFile.Remove(old, certificate.Value);
            }
        }

        return Task.FromResult(new UpdateResult(outputs));
    }

    public Task DeleteAsync(DeleteArgs args, CancellationToken cancellationToken)
    {
        if (FileOf(args.Outputs) is { } file && args.Outputs.Find("certificate") is StringValue certificate)
        {
            CertificateFile.Remove(file, certificate.Value);
        }

        return Task.CompletedTask;
    }

    private static string? FileOf(PropertyMap properties) => (properties.Find("file") as StringValue)?.Value;

    private static (string CommonName, int ValidityDays, string? File) Read(InputReader inputs)
    {
        var name = inputs.Text("commonName");
        inputs.Demand(name.Length <= 64 && !name.Any(char.IsControl), "commonName", "must be one line of at most 64 characters");
        var days = inputs.Integer("validityDays", byDefault: 3650, minimum: 1, maximum: 36500);
        var file = inputs.OptionalText("file");
        inputs.Demand(file is null || Path.IsPathFullyQualified(file), "file", "must be an absolute path");
        return (name, days, file);
    }

    /// <summary>Less than a tenth of its life is left: time for a new one, while certificates can still follow.</summary>
    private bool IsEnding(PropertyMap outputs) =>
        outputs.Find("certificate") is StringValue pem && outputs.Find("validityDays") is NumberValue days
        && PemCertificates.NotAfter(pem.Value) is { } notAfter && notAfter - clock.GetUtcNow() < TimeSpan.FromDays(days.Value / 10);
}
