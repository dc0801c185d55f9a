using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Infra.Engine.Plan;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;
using Pulumirpc;
using CheckResult = Infra.Protocol.Providers.CheckResult;

namespace Infra.Engine.Plugins;

/// <summary>A provider that is a plugin: the client of pulumirpc.ResourceProvider. Nothing it answers is trusted.</summary>
internal sealed class PluginProvider : IResourceProvider
{
    private readonly PluginCalls _calls;
    private readonly bool _handshaken;

    private PluginProvider(PluginCalls calls, string version, ProviderCapabilities? capabilities)
    {
        _calls = calls;
        _handshaken = capabilities is not null;
        Version = version;
        Capabilities = capabilities ?? new ProviderCapabilities(AcceptSecrets: false, AcceptResources: false, AcceptOutputs: false, SupportsPreview: false);
    }

    public string Version { get; }

    /// <summary>From the handshake; of a plugin without one from its answer to Configure.</summary>
    public ProviderCapabilities Capabilities { get; private set; }

    /// <summary>Greets a plugin that runs.</summary>
    /// <param name="calls">The way to it.</param>
    /// <param name="handshake">What to tell it.</param>
    /// <param name="cancellationToken">Ends the greeting.</param>
    /// <exception cref="ProviderException">It does not answer as a provider does.</exception>
    public static async Task<PluginProvider> ConnectAsync(PluginCalls calls, ProviderHandshakeRequest handshake, CancellationToken cancellationToken)
    {
        var greeting = await calls.TryAsync("Handshake", handshake, ProviderHandshakeResponse.Parser, cancellationToken);
        var info = await calls.TryAsync("GetPluginInfo", new Empty(), PluginInfo.Parser, cancellationToken);
        return new PluginProvider(calls, info?.Version.TrimStart('v') ?? "", greeting is null ? null : new ProviderCapabilities(greeting.AcceptSecrets, greeting.AcceptResources, greeting.AcceptOutputs));
    }

    public async Task<string> GetSchemaAsync(CancellationToken cancellationToken) =>
        (await _calls.AskAsync("GetSchema", new GetSchemaRequest(), GetSchemaResponse.Parser, cancellationToken)).Schema;

    public async Task<CheckResult> CheckConfigAsync(CheckArgs args, CancellationToken cancellationToken)
    {
        var request = new CheckRequest { Urn = args.Urn, Olds = Plain(args.Olds ?? PropertyMap.Empty), News = Plain(args.News) };
        return await _calls.TryAsync("CheckConfig", request, CheckResponse.Parser, cancellationToken) is { } response
            ? Read("CheckConfig", () => new CheckResult(Decode(response.Inputs), ProviderWire.Decode(response.Failures)))
            : CheckResult.Ok(args.News);
    }

    public async Task<DiffResult> DiffConfigAsync(DiffArgs args, CancellationToken cancellationToken)
    {
        var request = new DiffRequest { Id = args.Id, Urn = args.Urn, Olds = Plain(args.OldOutputs), OldInputs = Plain(args.OldInputs), News = Plain(args.News), IgnoreChanges = { args.IgnoreChanges } };
        return await _calls.TryAsync("DiffConfig", request, DiffResponse.Parser, cancellationToken) is { } response
            ? Read("DiffConfig", () => ProviderWire.Decode(response))
            : DiffResult.Unknown;
    }

    public async Task ConfigureAsync(PropertyMap inputs, CancellationToken cancellationToken)
    {
        var request = new ConfigureRequest
        {
            Args = StructCodec.Encode(inputs, new StructOptions { KeepUnknowns = true, KeepSecrets = true, KeepResources = true }),
            AcceptSecrets = true,
            AcceptResources = true,
            SendsOldInputs = true,
            SendsOldInputsToDelete = true,
        };
        foreach (var (key, value) in PluginVariables.Of(_calls.Package, inputs))
        {
            request.Variables.Add(key, value);
        }

        var response = await _calls.AskAsync("Configure", request, ConfigureResponse.Parser, cancellationToken);
        if (!_handshaken)
        {
            Capabilities = new ProviderCapabilities(response.AcceptSecrets, response.AcceptResources, response.AcceptOutputs, response.SupportsPreview);
        }
    }

    public async Task<CheckResult> CheckAsync(CheckArgs args, CancellationToken cancellationToken)
    {
        var request = new CheckRequest
        {
            Urn = args.Urn,
            Name = Urns.Urn.Name(args.Urn),
            Type = Urns.Urn.Type(args.Urn),
            Olds = Encode(args.Olds ?? PropertyMap.Empty),
            News = Encode(args.News),
            RandomSeed = ByteString.CopyFrom(args.RandomSeed.Span),
        };
        var response = await _calls.AskAsync("Check", request, CheckResponse.Parser, cancellationToken);
        return Read("Check", () => new CheckResult(Mark(Decode(response.Inputs, args.News.ContainsUnknowns), args.News), ProviderWire.Decode(response.Failures)));
    }

    public async Task<DiffResult> DiffAsync(DiffArgs args, CancellationToken cancellationToken)
    {
        var request = new DiffRequest
        {
            Id = args.Id,
            Urn = args.Urn,
            Name = Urns.Urn.Name(args.Urn),
            Type = Urns.Urn.Type(args.Urn),
            Olds = EncodeOld(args.OldOutputs),
            OldInputs = EncodeOld(args.OldInputs),
            News = Encode(args.News),
            IgnoreChanges = { args.IgnoreChanges },
        };
        var response = await _calls.AskAsync("Diff", request, DiffResponse.Parser, cancellationToken);
        return Read("Diff", () => ProviderWire.Decode(response));
    }

    public async Task<CreateResult> CreateAsync(CreateArgs args, CancellationToken cancellationToken)
    {
        var request = new CreateRequest
        {
            Urn = args.Urn,
            Name = Urns.Urn.Name(args.Urn),
            Type = Urns.Urn.Type(args.Urn),
            Properties = Encode(args.Inputs),
            Timeout = ProviderWire.Encode(args.Timeout),
            Preview = args.Preview,
        };
        var response = await _calls.ChangeAsync("Create", request, CreateResponse.Parser, cancellationToken);
        return Read("Create", () => new CreateResult(IsUnknown(response.Id) ? "" : response.Id, Mark(Decode(response.Properties, args.Preview), args.Inputs)), mayBeCorrupt: !args.Preview);
    }

    public async Task<ReadResult?> ReadAsync(ReadArgs args, CancellationToken cancellationToken)
    {
        var request = new ReadRequest
        {
            Id = args.Id,
            Urn = args.Urn,
            Name = Urns.Urn.Name(args.Urn),
            Type = Urns.Urn.Type(args.Urn),
            Properties = EncodeOld(args.Outputs),
            Inputs = args.Inputs is null ? null : EncodeOld(args.Inputs),
            Timeout = ProviderWire.Encode(args.Timeout),
        };
        var response = await _calls.AskAsync("Read", request, ReadResponse.Parser, cancellationToken);
        return response.Id.Length == 0 ? null : Read("Read", () => new ReadResult(
            response.Id,
            Mark(Decode(response.Properties, unknowns: false), args.Outputs),
            response.Inputs is null ? null : Mark(Decode(response.Inputs, unknowns: false), args.Inputs ?? PropertyMap.Empty)));
    }

    public async Task<UpdateResult> UpdateAsync(UpdateArgs args, CancellationToken cancellationToken)
    {
        var request = new UpdateRequest
        {
            Id = args.Id,
            Urn = args.Urn,
            Name = Urns.Urn.Name(args.Urn),
            Type = Urns.Urn.Type(args.Urn),
            Olds = EncodeOld(args.OldOutputs),
            OldInputs = EncodeOld(args.OldInputs),
            News = Encode(args.News),
            Timeout = ProviderWire.Encode(args.Timeout),
            IgnoreChanges = { args.IgnoreChanges },
            Preview = args.Preview,
        };
        var response = await _calls.ChangeAsync("Update", request, UpdateResponse.Parser, cancellationToken);
        return Read("Update", () => new UpdateResult(Mark(Decode(response.Properties, args.Preview), args.News)), mayBeCorrupt: !args.Preview);
    }

    public Task DeleteAsync(DeleteArgs args, CancellationToken cancellationToken) => _calls.ChangeAsync(
        "Delete",
        new DeleteRequest
        {
            Id = args.Id,
            Urn = args.Urn,
            Name = Urns.Urn.Name(args.Urn),
            Type = Urns.Urn.Type(args.Urn),
            Properties = EncodeOld(args.Outputs),
            OldInputs = EncodeOld(args.OldInputs),
            Timeout = ProviderWire.Encode(args.Timeout),
        },
        Empty.Parser,
        cancellationToken);

    public async Task<InvokeResult> InvokeAsync(InvokeArgs args, CancellationToken cancellationToken)
    {
        var request = new InvokeRequest { Tok = args.Token, Args = Encode(args.Args), Preview = args.Preview };
        var response = await _calls.AskAsync("Invoke", request, InvokeResponse.Parser, cancellationToken);
        return Read("Invoke", () => new InvokeResult(Decode(response.Return), ProviderWire.Decode(response.Failures)));
    }

    public Task CancelAsync(CancellationToken cancellationToken) => _calls.CancelAsync(cancellationToken);

    public ValueTask DisposeAsync() => _calls.DisposeAsync();

    private T Read<T>(string method, Func<T> read, bool mayBeCorrupt = false)
    {
        try
        {
            return read();
        }
        catch (PropertyFormatException e)
        {
            throw new ProviderException($"the plugin of '{_calls.Package}' answered {method} with nonsense: {e.Message}", e, mayBeCorrupt);
        }
    }

    /// <summary>A plugin that is not told what is secret cannot say it: what was secret stays so.</summary>
    private PropertyMap Mark(PropertyMap answered, PropertyMap sent) => Capabilities.AcceptSecrets ? answered : SecretOutputs.Mark(answered, sent, []);

    private Struct Encode(PropertyMap properties) => StructCodec.Encode(properties, Sent);

    private Struct EncodeOld(PropertyMap properties) => StructCodec.Encode(properties, Sent with { ElideAssetContents = true });

    private StructOptions Sent => new() { KeepUnknowns = true, KeepSecrets = Capabilities.AcceptSecrets, KeepResources = Capabilities.AcceptResources };

    private static Struct Plain(PropertyMap properties) => StructCodec.Encode(properties, new StructOptions { KeepUnknowns = true });

    private static PropertyMap Decode(Struct? properties, bool unknowns = true) => StructCodec.Decode(
        properties, new StructOptions { KeepUnknowns = unknowns, RejectUnknowns = !unknowns, KeepSecrets = true, KeepResources = true });

    private static bool IsUnknown(string id) => id == Urns.ProviderReference.UnknownId;
}
