using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Infra.Protocol.Grpc;
using Infra.Protocol.Properties;
using Pulumirpc;

namespace Infra.Protocol.Providers;

/// <summary>Serves a provider as pulumirpc.ResourceProvider. What it has no method for is answered as unimplemented.</summary>
/// <param name="provider">Who answers.</param>
/// <param name="attach">Gets the engine's address from whoever attaches later.</param>
/// <param name="settle">Awaited before each answer, so that messages of a call come before its result.</param>
public sealed class ProviderService(IResourceProvider provider, Action<string> attach, Func<Task> settle)
{
    private static readonly StructOptions _sent = StructOptions.KeepAll with { KeepOutputValues = false };

    public void MapTo(GrpcServer server)
    {
        Map(server, "Handshake", ProviderHandshakeRequest.Parser, HandshakeAsync);
        Map(server, "Attach", PluginAttach.Parser, AttachAsync);
        Map(server, "GetPluginInfo", Empty.Parser, (_, _) => Answer(new PluginInfo { Version = provider.Version }));
        Map(server, "GetSchema", GetSchemaRequest.Parser, GetSchemaAsync);
        Map(server, "CheckConfig", CheckRequest.Parser, async (r, token) => Encode(await provider.CheckConfigAsync(Args(r), token)));
        Map(server, "DiffConfig", DiffRequest.Parser, async (r, token) => ProviderWire.Encode(await provider.DiffConfigAsync(Args(r), token)));
        Map(server, "Configure", ConfigureRequest.Parser, ConfigureAsync);
        Map(server, "Check", CheckRequest.Parser, async (r, token) => Encode(await provider.CheckAsync(Args(r), token)));
        Map(server, "Diff", DiffRequest.Parser, async (r, token) => ProviderWire.Encode(await provider.DiffAsync(Args(r), token)));
        Map(server, "Create", CreateRequest.Parser, CreateAsync);
        Map(server, "Read", ReadRequest.Parser, ReadAsync);
        Map(server, "Update", UpdateRequest.Parser, UpdateAsync);
        Map(server, "Delete", DeleteRequest.Parser, DeleteAsync);
        Map(server, "Invoke", InvokeRequest.Parser, InvokeAsync);
        Map(server, "Cancel", Empty.Parser, CancelAsync);
    }

    private void Map<TRequest>(GrpcServer server, string method, MessageParser<TRequest> parser, Func<TRequest, CancellationToken, Task<IMessage>> handler)
        where TRequest : class, IMessage<TRequest> => server.Map(ProviderWire.Service + method, parser, async (request, token) =>
    {
        try
        {
            return await handler(request, token);
        }
        catch (InitializationFailedException e)
        {
            throw new GrpcException(StatusCode.Unknown, e.Message, Detail(e));
        }
        catch (ProviderException e)
        {
            throw new GrpcException(e.MayBeCorrupt ? StatusCode.Unknown : StatusCode.FailedPrecondition, e.Message);
        }
        catch (OperationCanceledException) when (!token.IsCancellationRequested)
        {
            throw new GrpcException(StatusCode.Cancelled, "the call was cancelled");
        }
        finally
        {
            await settle();
        }
    });

    private Task<IMessage> HandshakeAsync(ProviderHandshakeRequest request, CancellationToken cancellationToken) => Answer(new ProviderHandshakeResponse
    {
        AcceptSecrets = provider.Capabilities.AcceptSecrets,
        AcceptResources = provider.Capabilities.AcceptResources,
        AcceptOutputs = provider.Capabilities.AcceptOutputs,
    });

    private Task<IMessage> AttachAsync(PluginAttach request, CancellationToken cancellationToken)
    {
        attach(request.Address);
        return Answer(new Empty());
    }

    private async Task<IMessage> GetSchemaAsync(GetSchemaRequest request, CancellationToken cancellationToken) => request.Version == 0
        ? new GetSchemaResponse { Schema = await provider.GetSchemaAsync(cancellationToken) }
        : throw new GrpcException(StatusCode.InvalidArgument, $"schema version {request.Version} is not supported, only 0");

    private async Task<IMessage> ConfigureAsync(ConfigureRequest request, CancellationToken cancellationToken)
    {
        await provider.ConfigureAsync(Read(request.Args), cancellationToken);
        var capabilities = provider.Capabilities;
        return new ConfigureResponse
        {
            AcceptSecrets = capabilities.AcceptSecrets,
            AcceptResources = capabilities.AcceptResources,
            AcceptOutputs = capabilities.AcceptOutputs,
            SupportsPreview = capabilities.SupportsPreview,
        };
    }

    private async Task<IMessage> CreateAsync(CreateRequest request, CancellationToken cancellationToken)
    {
        var result = await provider.CreateAsync(new CreateArgs(request.Urn, Read(request.Properties), ProviderWire.Decode(request.Timeout), request.Preview), cancellationToken);
        return new CreateResponse { Id = result.Id, Properties = Write(result.Outputs) };
    }

    private async Task<IMessage> ReadAsync(ReadRequest request, CancellationToken cancellationToken)
    {
        var inputs = request.Inputs is null ? null : Read(request.Inputs);
        var result = await provider.ReadAsync(new ReadArgs(request.Id, request.Urn, Read(request.Properties), inputs, ProviderWire.Decode(request.Timeout)), cancellationToken);
        return result is null
            ? new ReadResponse()
            : new ReadResponse { Id = result.Id, Properties = Write(result.Outputs), Inputs = result.Inputs is null ? null : Write(result.Inputs) };
    }

    private async Task<IMessage> UpdateAsync(UpdateRequest request, CancellationToken cancellationToken)
    {
        var olds = Read(request.Olds);
        var args = new UpdateArgs(
            request.Id, request.Urn, olds, request.OldInputs is null ? olds : Read(request.OldInputs), Read(request.News), ProviderWire.Decode(request.Timeout), [.. request.IgnoreChanges], request.Preview);
        return new UpdateResponse { Properties = Write((await provider.UpdateAsync(args, cancellationToken)).Outputs) };
    }

    private async Task<IMessage> DeleteAsync(DeleteRequest request, CancellationToken cancellationToken)
    {
        var outputs = Read(request.Properties);
        await provider.DeleteAsync(
            new DeleteArgs(request.Id, request.Urn, outputs, request.OldInputs is null ? outputs : Read(request.OldInputs), ProviderWire.Decode(request.Timeout)), cancellationToken);
        return new Empty();
    }

    private async Task<IMessage> InvokeAsync(InvokeRequest request, CancellationToken cancellationToken)
    {
        var result = await provider.InvokeAsync(new InvokeArgs(request.Tok, Read(request.Args), request.Preview), cancellationToken);
        return new InvokeResponse { Return = Write(result.Return), Failures = { ProviderWire.Encode(result.Failures) } };
    }

    private async Task<IMessage> CancelAsync(Empty request, CancellationToken cancellationToken)
    {
        await provider.CancelAsync(cancellationToken);
        return new Empty();
    }

    /// <summary>On the wire "no old resource" and "one without inputs" are the same: an empty struct.</summary>
    private CheckArgs Args(CheckRequest request) =>
        new(request.Urn, request.Olds is { Fields.Count: > 0 } olds ? Read(olds) : null, Read(request.News), request.RandomSeed.ToByteArray());

    private DiffArgs Args(DiffRequest request)
    {
        var olds = Read(request.Olds);
        return new DiffArgs(request.Id, request.Urn, olds, request.OldInputs is null ? olds : Read(request.OldInputs), Read(request.News), [.. request.IgnoreChanges]);
    }

    private PropertyMap Read(Struct? properties) => StructCodec.Decode(properties, new StructOptions
    {
        KeepUnknowns = true,
        KeepSecrets = provider.Capabilities.AcceptSecrets,
        KeepResources = provider.Capabilities.AcceptResources,
        KeepOutputValues = provider.Capabilities.AcceptOutputs,
    });

    private static Struct Write(PropertyMap properties) => StructCodec.Encode(properties, _sent);

    private static CheckResponse Encode(CheckResult result) => new() { Inputs = Write(result.Inputs), Failures = { ProviderWire.Encode(result.Failures) } };

    private static ErrorResourceInitFailed Detail(InitializationFailedException e) => new()
    {
        Id = e.Id,
        Properties = Write(e.Outputs),
        Inputs = e.Inputs is null ? null : Write(e.Inputs),
        Reasons = { e.Reasons },
    };

    private static Task<IMessage> Answer(IMessage message) => Task.FromResult(message);
}
