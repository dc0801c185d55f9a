using System.Collections.Concurrent;
using Google.Protobuf;
using Infra.Protocol.Grpc;

namespace Pulumi;

/// <summary>Tells the engine of packages, each once, and keeps the references it answers with.</summary>
internal sealed class PackageRegistry(IMonitor monitor, FeatureCache features)
{
    private readonly ConcurrentDictionary<string, Lazy<Task<string>>> _references = new(StringComparer.Ordinal);

    /// <summary>The package's reference; empty for an ordinary package of an engine that needs none.</summary>
    public Task<string> GetReferenceAsync(RegisterPackageRequest? package) => package is null
        ? Task.FromResult("")
        : _references.GetOrAdd(KeyOf(package), _ => new Lazy<Task<string>>(() => RegisterAsync(package))).Value;

    private async Task<string> RegisterAsync(RegisterPackageRequest package)
    {
        var isPlain = package.Parameterization is null && package.Extension is null;
        if (!await features.SupportsAsync("parameterization").ConfigureAwait(false))
        {
            return isPlain ? "" : throw new InvalidOperationException($"The engine does not support parameterized packages, which '{package.Parameterization?.Name ?? package.Name}' is one of.");
        }

        try
        {
            return (await monitor.RegisterPackageAsync(ToMessage(package)).ConfigureAwait(false)).Ref;
        }
        catch (GrpcException) when (isPlain)
        {
            // Such a package is also found by its name and version alone.
            return "";
        }
    }

    private static Pulumirpc.RegisterPackageRequest ToMessage(RegisterPackageRequest package)
    {
        var message = new Pulumirpc.RegisterPackageRequest
        {
            Name = package.Name,
            Version = package.Version,
            DownloadUrl = package.DownloadUrl,
            Parameterization = ToMessage(package.Parameterization),
            Extension = ToMessage(package.Extension),
        };
        foreach (var (platform, checksum) in package.Checksums)
        {
            message.Checksums.Add(platform, ByteString.CopyFrom(checksum));
        }

        return message;
    }

    private static Pulumirpc.Parameterization? ToMessage(RegisterPackageRequest.PackageParameterization? parameterization) =>
        parameterization is null ? null : new Pulumirpc.Parameterization
        {
            Name = parameterization.Name,
            Version = parameterization.Version,
            Value = ByteString.CopyFrom(parameterization.Value),
        };

    private static string KeyOf(RegisterPackageRequest package) => string.Join('\n',
        package.Name, package.Version, package.DownloadUrl, KeyOf(package.Parameterization), KeyOf(package.Extension));

    private static string KeyOf(RegisterPackageRequest.PackageParameterization? parameterization) =>
        parameterization is null ? "" : $"{parameterization.Name} {parameterization.Version} {Convert.ToBase64String(parameterization.Value)}";
}
