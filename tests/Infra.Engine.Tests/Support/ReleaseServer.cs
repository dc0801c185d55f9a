using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Infra.Engine.Tests.Support;

/// <summary>Serves files by name over HTTP on loopback.</summary>
internal sealed class ReleaseServer : IAsyncDisposable
{
    private readonly WebApplication _application;

    private ReleaseServer(WebApplication application) => _application = application;

    public Dictionary<string, byte[]> Files { get; } = [];

    public ConcurrentQueue<string> Requests { get; } = new();

    public string Url => _application.Urls.Single();

    public static async Task<ReleaseServer> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var server = new ReleaseServer(builder.Build());
        server._application.Run(server.AnswerAsync);
        await server._application.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        Requests.Enqueue(context.Request.Path);
        if (Files.TryGetValue(context.Request.Path, out var content))
        {
            await context.Response.BodyWriter.WriteAsync(content, context.RequestAborted);
        }
        else
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        }
    }
}
