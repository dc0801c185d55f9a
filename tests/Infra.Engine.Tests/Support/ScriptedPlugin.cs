using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Infra.Engine.Plugins;
using Infra.Protocol.Grpc;
using Infra.Protocol.Providers;
using Pulumirpc;

namespace Infra.Engine.Tests.Support;

/// <summary>A plugin on loopback that makes things with ids of its own, unless the test answers in its place.</summary>
internal sealed class ScriptedPlugin : IAsyncDisposable
{
    private static int _made;
    private readonly GrpcServer _server = new();

    /// <summary>Runs before each call, with its name; what it gives is the answer, null leaves that to the plugin.</summary>
    public Func<string, CancellationToken, Task<IMessage?>> Before { get; set; } = (_, _) => Task.FromResult<IMessage?>(null);

    /// <summary>Ids that were made and told.</summary>
    public HashSet<string> Things { get; } = [];

    /// <summary>Done once the engine has asked it to end its calls.</summary>
    public TaskCompletionSource Cancelled { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Gives a new connection each time.</summary>
    /// <param name="grace">How long the engine lets a change run on after it has asked for its end.</param>
    public async Task<Func<IResourceProvider>> StartAsync(TimeSpan? grace = null)
    {
        Map("Handshake", ProviderHandshakeRequest.Parser, _ => new ProviderHandshakeResponse { AcceptSecrets = true, AcceptResources = true });
        Map("GetPluginInfo", Empty.Parser, _ => new PluginInfo { Version = "1.0.0" });
        Map("CheckConfig", CheckRequest.Parser, r => new CheckResponse { Inputs = r.News });
        Map("DiffConfig", DiffRequest.Parser, _ => new DiffResponse { Changes = DiffResponse.Types.DiffChanges.DiffNone });
        Map("Configure", ConfigureRequest.Parser, _ => new ConfigureResponse { AcceptSecrets = true });
        Map("Check", CheckRequest.Parser, r => new CheckResponse { Inputs = r.News });
        Map("Diff", DiffRequest.Parser, r => new DiffResponse { Changes = r.News.Equals(r.OldInputs) ? DiffResponse.Types.DiffChanges.DiffNone : DiffResponse.Types.DiffChanges.DiffSome });
        Map("Create", CreateRequest.Parser, Create);
        Map("Read", ReadRequest.Parser, r => new ReadResponse { Id = r.Id, Properties = r.Properties, Inputs = r.Inputs });
        Map("Update", UpdateRequest.Parser, r => new UpdateResponse { Properties = r.News });
        Map("Delete", DeleteRequest.Parser, Delete);
        Map("Invoke", InvokeRequest.Parser, r => new InvokeResponse { Return = r.Args });
        _server.Map<Empty>(ProviderWire.Service + "Cancel", Empty.Parser, (_, _) =>
        {
            Cancelled.TrySetResult();
            return Task.FromResult<IMessage>(new Empty());
        });
        await _server.StartAsync(CancellationToken.None);
        return () => Task.Run(() => PluginProvider.ConnectAsync(
            new PluginCalls("test", new GrpcChannel(_server.Address), process: null, grace ?? TimeSpan.FromSeconds(10)), new ProviderHandshakeRequest(), CancellationToken.None)).GetAwaiter().GetResult();
    }

    /// <summary>Ends it in the middle of whatever it does.</summary>
    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private void Map<T>(string method, MessageParser<T> parser, Func<T, IMessage> answer)
        where T : class, IMessage<T> =>
        _server.Map(ProviderWire.Service + method, parser, async (request, token) => await Before(method, token) ?? answer(request));

    private CreateResponse Create(CreateRequest request)
    {
        var id = $"made-{Interlocked.Increment(ref _made)}";
        lock (Things)
        {
            Things.Add(id);
        }

        return new CreateResponse { Id = id, Properties = request.Properties };
    }

    private Empty Delete(DeleteRequest request)
    {
        lock (Things)
        {
            Things.Remove(request.Id);
        }

        return new Empty();
    }
}
