using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Tests.Support;

namespace EndToEnd.Tests.Support;

/// <summary>A certificate authority that speaks ACME, for machines of this computer, and the DNS that it alone asks.</summary>
internal sealed class Pebble : IAsyncDisposable
{
    private readonly string _folder;
    private readonly Uri _names;
    private readonly Uri _management;
    private readonly HttpClient _client;
    private readonly List<Process> _processes = [];

    private Pebble(string folder, string address)
    {
        _folder = folder;
        var ports = FreePorts(address, 4);
        Directory = $"https://{address}:{ports[0]}/dir";
        _management = new Uri($"https://{address}:{ports[1]}/");
        _names = new Uri($"http://{address}:{ports[2]}/");
        var (authority, chain) = WriteCertificates(address);
        var handler = new SocketsHttpHandler();
        handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            CustomTrustStore = { authority },
            RevocationMode = X509RevocationMode.NoCheck,
        };
        _client = new HttpClient(handler) { Timeout = TimeSpan.FromSeconds(10) };
        var settings = new
        {
            listenAddress = $"{address}:{ports[0]}",
            managementListenAddress = $"{address}:{ports[1]}",
            certificate = chain,
            privateKey = chain,
            httpPort = 80,
            tlsPort = 443,
            ocspResponderURL = "",
            externalAccountBindingRequired = false,
        };
        File.WriteAllText(Path.Combine(folder, "pebble.json"), JsonSerializer.Serialize(new { pebble = settings }));
        Start(
            "pebble-challtestsrv", "-defaultIPv4", "", "-defaultIPv6", "", "-dns01", $"{address}:{ports[3]}", "-management", $"{address}:{ports[2]}",
            "-http01", "", "-https01", "", "-tlsalpn01", "");
        Start("pebble", "-config", Path.Combine(folder, "pebble.json"), "-dnsserver", $"{address}:{ports[3]}");
    }

    /// <summary>The URL of its directory.</summary>
    public string Directory { get; }

    /// <summary>Who signed the directory's own certificate.</summary>
    public string AuthorityFile => Path.Combine(_folder, "directory-ca.pem");

    /// <summary>Who signs the certificates that it gives.</summary>
    public string RootFile => Path.Combine(_folder, "root.pem");

    /// <param name="folder">For its files.</param>
    /// <param name="machine">Address of a machine of this computer that is to reach it.</param>
    public static async Task<Pebble> StartAsync(string folder, string machine)
    {
        (await DebianTools.MissingAsync("pebble")).ShouldBeEmpty();
        var route = (await Command.RunAsync("ip", ["-o", "route", "get", machine])).ShouldExit(0).Output.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var pebble = new Pebble(folder, route[Array.IndexOf(route, "src") + 1]);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await Eventually.TrueAsync(
            async () =>
            {
                using var management = await pebble._client.GetAsync(pebble._names, limit.Token);
                await File.WriteAllTextAsync(pebble.RootFile, await pebble._client.GetStringAsync(new Uri(pebble._management, "roots/0"), limit.Token), limit.Token);
                return true;
            },
            limit.Token);
        return pebble;
    }

    /// <summary>From now on the domain leads there; nowhere if the address is null.</summary>
    public async Task LeadAsync(string domain, string? address)
    {
        var host = domain + ".";
        using var answer = address is null
            ? await _client.PostAsJsonAsync(new Uri(_names, "clear-a"), new { host })
            : await _client.PostAsJsonAsync(new Uri(_names, "add-a"), new { host, addresses = new[] { address } });
        answer.EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
        }

        _client.Dispose();
    }

    private void Start(string tool, params string[] arguments)
    {
        var info = new ProcessStartInfo(DebianTools.Find(tool)!, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        info.Environment["PEBBLE_VA_NOSLEEP"] = "1";
        info.Environment["PEBBLE_WFE_NONCEREJECT"] = "0";
        info.Environment["PEBBLE_AUTHZREUSE"] = "0";
        var process = Process.Start(info)!;
        _processes.Add(process);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>An authority for the directory's own https, and a file with the certificate it signed and its key.</summary>
    private (X509Certificate2 Authority, string Chain) WriteCertificates(string address)
    {
        var (from, until) = (DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(7));
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=directory authority", authorityKey, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        var authority = request.CreateSelfSigned(from, until);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Parse(address));
        var own = new CertificateRequest("CN=directory", key, HashAlgorithmName.SHA256);
        own.CertificateExtensions.Add(names.Build());
        using var certificate = own.Create(authority, from, until, RandomNumberGenerator.GetBytes(16));
        var chain = Path.Combine(_folder, "directory.pem");
        File.WriteAllText(chain, certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem() + "\n");
        File.WriteAllText(AuthorityFile, authority.ExportCertificatePem() + "\n");
        return (authority, chain);
    }

    private static int[] FreePorts(string address, int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Parse(address), 0)).ToList();
        try
        {
            listeners.ForEach(listener => listener.Start());
            return [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        }
        finally
        {
            listeners.ForEach(listener => listener.Dispose());
        }
    }
}
