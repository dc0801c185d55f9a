using System.Collections.Concurrent;
using System.Collections.Immutable;
using Google.Protobuf.WellKnownTypes;
using Pulumi.Serialization;
using Pulumirpc;

namespace Pulumi.Testing;

/// <summary>Answers a program under test from its mocks.</summary>
internal sealed class MockMonitor(IMocks mocks, DeploymentSettings settings) : IMonitor
{
    private const string GetResource = "pulumi:pulumi:getResource";
    private readonly ConcurrentDictionary<string, Struct> _registered = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<Resource> _resources = new();

    public ImmutableArray<Resource> Resources => [.. _resources];

    public Task<bool> SupportsFeatureAsync(string feature) => Task.FromResult(feature != "outputValues");

    public async Task<RegisterResourceResponse> RegisterResourceAsync(Resource resource, RegisterResourceRequest request)
    {
        _resources.Enqueue(resource);
        var urn = MakeUrn(request.Parent, request.Type, request.Name);
        if (request.Type == WireConstants.StackType)
        {
            return new RegisterResourceResponse { Urn = urn, Object = new Struct() };
        }

        var (newId, state) = await CreateAsync(request.Type, request.Name, request.Object, request.Provider, request.ImportId).ConfigureAwait(false);
        var id = newId ?? request.ImportId;
        Remember(urn, id, state);
        return new RegisterResourceResponse { Urn = urn, Id = id, Object = state };
    }

    public async Task<ReadResourceResponse> ReadResourceAsync(Resource resource, ReadResourceRequest request)
    {
        _resources.Enqueue(resource);
        var urn = MakeUrn(request.Parent, request.Type, request.Name);
        var (_, state) = await CreateAsync(request.Type, request.Name, request.Properties, request.Provider, request.Id).ConfigureAwait(false);
        Remember(urn, request.Id, state);
        return new ReadResourceResponse { Urn = urn, Properties = state };
    }

    public async Task RegisterResourceOutputsAsync(RegisterResourceOutputsRequest request)
    {
        var outputs = request.Outputs.Fields.ToImmutableDictionary(f => f.Key, f => new Output<object?>(Deserializer.Deserialize(f.Value)));
        await Completing.LeaveAsync().ConfigureAwait(false);
        await mocks.RegisterResourceOutputs(new MockRegisterResourceOutputsRequest(request.Urn, outputs)).ConfigureAwait(false);
    }

    public async Task<ResourceInvokeResponse> InvokeAsync(ResourceInvokeRequest request)
    {
        if (request.Tok == GetResource)
        {
            var urn = request.Args.Fields[WireConstants.UrnProperty].StringValue;
            return _registered.TryGetValue(urn, out var resource)
                ? new ResourceInvokeResponse { Return = resource }
                : throw new InvalidOperationException($"The program under test has no resource {urn}.");
        }

        return new ResourceInvokeResponse { Return = await CallAsync(request.Tok, request.Args, request.Provider).ConfigureAwait(false) };
    }

    public async Task<CallResponse> CallAsync(ResourceCallRequest request) =>
        new() { Return = await CallAsync(request.Tok, request.Args, request.Provider).ConfigureAwait(false) };

    public Task<RegisterPackageResponse> RegisterPackageAsync(Pulumirpc.RegisterPackageRequest request) =>
        Task.FromResult(new RegisterPackageResponse { Ref = $"{request.Name}-{request.Version}" });

    public Task SignalAndWaitForShutdownAsync() => Task.CompletedTask;

    private static ImmutableDictionary<string, object> ToPlain(Struct properties) => properties.Fields
        .Select(f => (f.Key, Data: Deserializer.Deserialize(f.Value)))
        .Where(f => f.Data is { IsKnown: true, Value: not null })
        .ToImmutableDictionary(f => f.Key, f => f.Data.Value!);

    private static async Task<Struct> SerializeAsync(string label, object? value)
    {
        var serialized = await new Serializer(new SerializerOptions(KeepResources: true)).SerializeAsync(label, value).ConfigureAwait(false);
        return serialized.KindCase switch
        {
            Value.KindOneofCase.StructValue => serialized.StructValue,
            Value.KindOneofCase.NullValue => new Struct(),
            _ => throw new InvalidOperationException($"{label}: the mock returned a {value!.GetType()}; return a dictionary or an object with fields."),
        };
    }

    private async Task<(string? Id, Struct State)> CreateAsync(string type, string name, Struct inputs, string provider, string id)
    {
        var args = new MockResourceArgs { Type = type, Name = name, Inputs = ToPlain(inputs), Provider = provider, Id = id };
        await Completing.LeaveAsync().ConfigureAwait(false);
        var (newId, state) = await mocks.NewResourceAsync(args).ConfigureAwait(false);
        return (newId, await SerializeAsync($"The state of {type} '{name}'", state).ConfigureAwait(false));
    }

    private async Task<Struct> CallAsync(string token, Struct args, string provider)
    {
        await Completing.LeaveAsync().ConfigureAwait(false);
        var result = await mocks.CallAsync(new MockCallArgs { Token = token, Args = ToPlain(args), Provider = provider }).ConfigureAwait(false);
        return await SerializeAsync($"The result of {token}", result).ConfigureAwait(false);
    }

    private void Remember(string urn, string id, Struct state) => _registered[urn] = new Struct
    {
        Fields =
        {
            [WireConstants.UrnProperty] = Value.ForString(urn),
            [WireConstants.IdProperty] = Value.ForString(id),
            ["state"] = Value.ForStruct(state),
        },
    };

    /// <summary>Unlike an engine's, these URNs name the root stack, and of all ancestors only the first: tests are used to that.</summary>
    private string MakeUrn(string parent, string type, string name)
    {
        var parentType = UrnText.QualifiedTypeOf(parent).Split('$')[0];
        var qualified = parentType.Length == 0 ? type : $"{parentType}${type}";
        return $"urn:pulumi:{settings.StackName}::{settings.ProjectName}::{qualified}::{name}";
    }
}
