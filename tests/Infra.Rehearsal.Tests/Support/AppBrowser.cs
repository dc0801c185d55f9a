using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Infra.Rehearsal.Account;

namespace Infra.Rehearsal.Tests.Support;

/// <summary>Asks for pages of one address, whatever their names, and trusts the rehearsal's authority alone.</summary>
internal static class AppBrowser
{
    public static HttpClient Open(TestCloud cloud, string address)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            ConnectCallback = async (context, cancellation) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                await socket.ConnectAsync(IPAddress.Parse(address), context.DnsEndPoint.Port, cancellation);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            CustomTrustStore = { X509CertificateLoader.LoadCertificateFromFile(RehearsalAuthority.FileOf(cloud.Account)) },
            RevocationMode = X509RevocationMode.NoCheck,
        };
        return new HttpClient(handler) { Timeout = TimeSpan.FromSeconds(30) };
    }
}
