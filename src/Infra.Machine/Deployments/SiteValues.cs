using Infra.Machine.Rendering;
using Infra.Machine.Rendering.Runtimes;
using Infra.Machine.Resources;
using Infra.Machine.States;
using Infra.Security;
using Pulumi;

namespace Infra.Machine.Deployments;

/// <summary>What the placeholders of a site stand for: made once, whatever the number of its servers.</summary>
public static class SiteValues
{
    public static IReadOnlyDictionary<string, Input<string>> Make(ProductionEnvironment environment, Site site, SiteParts parts)
    {
        var secretKey = new Password($"{site.Name}-secret-key", new() { Length = 50 }, new() { Parent = environment });
        var values = new Dictionary<string, Input<string>>(StringComparer.Ordinal) { [Placeholder.SecretKey] = secretKey.Value };
        AddNetwork(values, parts);
        AddDatabase(values, parts.Database);
        if (parts.Certificate is { } certificate)
        {
            values[Placeholder.Certificate] = certificate.Chain;
            values[Placeholder.CertificateKey] = certificate.PrivateKey;
        }

        if (site.Declaration.Tls is LetsEncrypt tls && tls.ReadAuthority(Pulumi.Deployment.Instance.RootDirectory) is { } signer)
        {
            values[Placeholder.DirectoryAuthority] = signer;
        }

        foreach (var (name, value) in site.Declaration.Application.Environment)
        {
            values[Placeholder.Setting(name)] = value.Apply(EnvironmentFile.Escape);
        }

        return values;
    }

    private static void AddNetwork(Dictionary<string, Input<string>> values, SiteParts parts)
    {
        if (parts.Address is { } address)
        {
            values[Placeholder.Host] = address.Apply(known => known.Contains(':', StringComparison.Ordinal) ? $"[{known}]" : known);
        }

        if (parts.Network is { } network)
        {
            values[Placeholder.Network] = network;
        }
    }

    private static void AddDatabase(Dictionary<string, Input<string>> values, ExternalDatabase? database)
    {
        if (database is null)
        {
            return;
        }

        values[Placeholder.DatabaseUrl] = database.Url.Apply(EnvironmentFile.Escape);
        if (database.Authority is { } authority)
        {
            values[Placeholder.DatabaseAuthority] = authority;
        }
    }
}
