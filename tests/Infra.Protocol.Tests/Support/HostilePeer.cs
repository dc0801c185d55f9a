using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Infra.Protocol.Tests.Support;

/// <summary>A server that speaks HTTP/2 and answers every call as it is told to, however wrong that is.</summary>
internal sealed class HostilePeer : IAsyncDisposable
{
    private readonly WebApplication _application;

    private HostilePeer(WebApplication application) => _application = application;

    public Func<HttpContext, Task> Answer { get; set; } = _ => Task.CompletedTask;

    public string Address => new Uri(_application.Urls.Single()).Authority;

    public static async Task<HostilePeer> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options => options.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        var peer = new HostilePeer(builder.Build());
        peer._application.Run(context => peer.Answer(context));
        await peer._application.StartAsync();
        return peer;
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();
}
