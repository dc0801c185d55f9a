using Infra.Applications;
using Infra.Hosting;
using Infra.Machine.Rendering;
using Infra.Machine.Rendering.Runtimes;
using Infra.Machine.Resources;
using Infra.Machine.States;
using Infra.Security;
using Pulumi;

namespace Infra.Machine.Deployments;

/// <summary>The layers inside a server, as resources: the same for every host that is a machine.</summary>
public sealed class ServerDeployment
{
    private readonly ProductionEnvironment _environment;
    private readonly Site _site;
    private readonly ServerTarget _target;
    private readonly ServerState _state;

    private ServerDeployment(ProductionEnvironment environment, Site site, ServerTarget target, ServerState state) =>
        (_environment, _site, _target, _state) = (environment, site, target, state);

    public static DeployedEnvironment Deploy(ProductionEnvironment environment, Site site, ServerState state, ServerTarget target) =>
        new ServerDeployment(environment, site, target, state).Deploy();

    private DeployedEnvironment Deploy()
    {
        var values = Values();
        Configure(_state.System, values);
        var access = Configure(_state.Access, values);
        var runtime = Configure(_state.Runtime, values);
        var appServer = Configure(_state.AppServer, values);
        var webServer = Configure(_state.WebServer, values);
        if (_state.Certificate is { } certificate)
        {
            Configure(certificate, values, [access, webServer, .. _target.DomainRecords]);
        }

        var data = _state is { Database: { } layer, Data: { } wanted } ? Data(wanted, Configure(layer, values)) : null;
        var release = Release(values, [runtime, appServer, .. data is null ? _target.DatabaseParts : [data]]);

        return new DeployedEnvironment
        {
            Url = Placeholder.Fill($"https://{(_environment.Declaration.Domain is null ? _site.Host : _site.DnsNames[0])}/", values).ToOutput(),
            Address = _target.Address.ToOutput(),
            Login = Output.Create($"infra ssh --stack {Pulumi.Deployment.Instance.StackName}"),
            Release = release.ReleaseId,
            CaFile = _environment.Declaration.Tls is LocalAuthority ? Output.Create(AuthorityFile.PathFor(_site.Name)) : null,
        };
    }

    private Dictionary<string, Input<string>> Values()
    {
        var secretKey = new Password(Named("secret-key"), new() { Length = 50 }, ForEnvironment());
        var values = new Dictionary<string, Input<string>>(StringComparer.Ordinal)
        {
            [Placeholder.Host] = _target.Address.Apply(address => address.Contains(':', StringComparison.Ordinal) ? $"[{address}]" : address),
            [Placeholder.SecretKey] = secretKey.Value,
        };
        AddTls(values);
        if (_target.DatabaseUrl is { } database)
        {
            values[Placeholder.DatabaseUrl] = database.Apply(EnvironmentFile.Escape);
        }

        foreach (var (name, value) in _environment.Declaration.Application.Environment)
        {
            values[Placeholder.Setting(name)] = value.Apply(EnvironmentFile.Escape);
        }

        return values;
    }

    private void AddTls(Dictionary<string, Input<string>> values)
    {
        switch (_environment.Declaration.Tls)
        {
            case LocalAuthority tls:
                var certificate = Certify(tls);
                values[Placeholder.Certificate] = certificate.Chain;
                values[Placeholder.CertificateKey] = certificate.PrivateKey;
                break;
            case LetsEncrypt tls when tls.ReadAuthority(Pulumi.Deployment.Instance.RootDirectory) is { } signer:
                values[Placeholder.DirectoryAuthority] = signer;
                break;
        }
    }

    private Certificate Certify(LocalAuthority tls)
    {
        var authority = new CertificateAuthority(
            Named("ca"),
            new() { CommonName = $"{_site.Name} {Pulumi.Deployment.Instance.StackName} (infra)", File = AuthorityFile.PathFor(_site.Name) },
            ForEnvironment());
        return new Certificate(
            Named("tls"),
            new()
            {
                AuthorityCertificate = authority.Certificate,
                AuthorityPrivateKey = authority.PrivateKey,
                DnsNames = CertificateNames.Dns(_site),
                IpAddresses = CertificateNames.Ip(_site, _target.Address),
                ValidityDays = tls.ValidityDays,
                RenewDays = tls.RenewDays,
            },
            ForEnvironment());
    }

    private Configuration Configure(LayerState layer, IReadOnlyDictionary<string, Input<string>> values, params Resource[] after) =>
        new(layer.Title, ConfigurationMapper.ToArgs(layer, Connection(), values), InServer(after));

    private Database Data(DatabaseState wanted, params Resource[] after)
    {
        var options = InServer(after);
        options.Protect = wanted.Protect;
        return new Database(
            Named("data"),
            new()
            {
                Connection = Connection(),
                Engine = wanted.Engine,
                Name = wanted.Name,
                Owner = wanted.Owner,
                Extensions = wanted.Extensions,
                DropOnDelete = !wanted.Protect,
            },
            options);
    }

    private Release Release(IReadOnlyDictionary<string, Input<string>> values, params Resource[] after)
    {
        var wanted = _state.Release;
        var directory = _environment.Declaration.Application.DirectoryIn(Pulumi.Deployment.Instance.RootDirectory);
        var args = new ReleaseArgs
        {
            Connection = Connection(),
            Name = wanted.Name,
            Root = wanted.Root,
            Owner = wanted.Owner,
            Source = SourceTree.Read(directory).ToArchive(),
            EnvironmentFile = wanted.EnvironmentFile,
            Service = wanted.Service,
            SocketDirectory = wanted.SocketDirectory,
            HealthPath = wanted.HealthPath,
            HealthHost = Placeholder.Fill(wanted.HealthHost, values),
            DrainTimeout = (int)Math.Ceiling(_environment.Declaration.AppServer.Timeout.TotalSeconds),
        };
        foreach (var step in wanted.Prepare)
        {
            args.Prepare.Add(new PrepareStepArgs { Name = step.Name, Run = step.Run, As = "owner" });
        }

        foreach (var (name, content) in wanted.Triggers)
        {
            args.Triggers.Add(name, Placeholder.Fill(content, values).Apply(Digest.Of));
        }

        return new Release(Named("release"), args, InServer(after));
    }

    private ConnectionArgs Connection() => new()
    {
        Host = _target.Address,
        Port = _target.Port,
        User = _target.User,
        PrivateKey = _target.PrivateKey,
        HostKey = _target.HostKey,
    };

    private string Named(string part) => $"{_site.Name}-{part}";

    private CustomResourceOptions ForEnvironment() => new() { Parent = _environment };

    private CustomResourceOptions InServer(IEnumerable<Resource> after)
    {
        var options = new CustomResourceOptions { Parent = _environment, DeletedWith = _target.Server };
        foreach (var resource in after)
        {
            options.DependsOn.Add(resource);
        }

        return options;
    }
}
