using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Infra.Engine.Diagnostics;
using Infra.Engine.Plan;
using Infra.Protocol.Grpc;
using Infra.Protocol.Properties;
using Pulumirpc;

namespace Infra.Engine.Program;

/// <summary>The service pulumirpc.ResourceMonitor over a <see cref="IMonitor"/>.</summary>
internal sealed class MonitorService(IMonitor monitor, Operation operation, string programDirectory)
{
    private readonly GoalReader _reader = new(programDirectory);

    public void MapTo(GrpcServer server)
    {
        Map("SupportsFeature", SupportsFeatureRequest.Parser, (request, _) => Task.FromResult<IMessage>(new SupportsFeatureResponse { HasSupport = MonitorFeatures.Has(request.Id) }));
        Map("GetDeploymentInfo", Empty.Parser, (_, _) => Task.FromResult<IMessage>(Info()));
        Map("RegisterResource", RegisterResourceRequest.Parser, RegisterAsync);
        Map("ReadResource", ReadResourceRequest.Parser, ReadAsync);
        Map("RegisterResourceOutputs", RegisterResourceOutputsRequest.Parser, RegisterOutputsAsync);
        Map("Invoke", ResourceInvokeRequest.Parser, InvokeAsync);
        Map("SignalAndWaitForShutdown", Empty.Parser, (_, _) => Task.FromResult<IMessage>(new Empty()));
        Refuse("Call", ResourceCallRequest.Parser, "methods of resources (Call)");
        Refuse("RegisterPackage", RegisterPackageRequest.Parser, "parameterized packages (RegisterPackage)");
        Refuse("RegisterStackTransform", Callback.Parser, "transforms of the stack");
        Refuse("RegisterStackInvokeTransform", Callback.Parser, "transforms of invokes");
        Refuse("RegisterResourceHook", Empty.Parser, "resource hooks");
        Refuse("RegisterErrorHook", Empty.Parser, "error hooks");

        void Map<T>(string method, MessageParser<T> parser, Func<T, CancellationToken, Task<IMessage>> handler)
            where T : class, IMessage<T> =>
            server.Map($"pulumirpc.ResourceMonitor/{method}", parser, handler);

        void Refuse<T>(string method, MessageParser<T> parser, string what)
            where T : class, IMessage<T> =>
            Map(method, parser, (_, _) => throw Unsupported.Method(what));
    }

    private DeploymentInfo Info() => new()
    {
        Project = operation.Project.Name,
        Stack = operation.StackName,
        Organization = ProgramEnvironment.Organization,
        Config = { operation.Config.Values },
        ConfigSecretKeys = { operation.Config.SecretKeys },
        DryRun = operation.DryRun,
        Parallel = operation.Parallel,
        SupportedFeatures = { MonitorFeatures.All },
    };

    private async Task<IMessage> RegisterAsync(RegisterResourceRequest request, CancellationToken cancellationToken)
    {
        var registered = await RegisterOrRefuseAsync(request, cancellationToken);
        if (registered.Result != RegistrationResult.Success && !request.SupportsResultReporting)
        {
            throw new GrpcException(StatusCode.Internal, "resource registration failed");
        }

        return new RegisterResourceResponse
        {
            Urn = registered.Urn,
            Id = registered.Id,
            Object = Encode(registered.Properties, request.AcceptSecrets, request.AcceptResources, request.SupportsPartialValues),
            Result = (Result)registered.Result,
            Unknown = registered.Unknown,
        };
    }

    /// <summary>What is refused is told here: an SDK would bury it under the state of its connection.</summary>
    private Task<RegisteredResource> RegisterOrRefuseAsync(RegisterResourceRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var (goal, provider) = _reader.Read(request);
            return monitor.RegisterAsync(goal, provider, cancellationToken);
        }
        catch (Exception e) when (e is PlanException or PropertyFormatException or InfraException)
        {
            return monitor.RefuseAsync(GoalReader.Place(request), (e as InfraException)?.Told() ?? e.Message, cancellationToken);
        }
    }

    private async Task<IMessage> ReadAsync(ReadResourceRequest request, CancellationToken cancellationToken)
    {
        var goal = new ReadGoal
        {
            Type = request.Type,
            Name = request.Name,
            Id = request.Id,
            Parent = request.Parent,
            Inputs = _reader.Inputs(request.Properties).Inputs,
            Dependencies = [.. request.Dependencies],
            AdditionalSecretOutputs = [.. request.AdditionalSecretOutputs],
        };
        RefusePackage(request.PackageRef);
        var provider = PluginWish.Read(() => $"resource '{request.Name}' ({request.Type})", request.Provider, request.Version, request.PluginDownloadURL, request.PluginChecksums);
        var read = await monitor.ReadAsync(goal, provider, cancellationToken);
        if (read is { Result: not RegistrationResult.Success, Unknown: false })
        {
            throw new GrpcException(StatusCode.Internal, $"resource '{request.Name}' ({request.Type}) could not be read");
        }

        return new ReadResourceResponse { Urn = read.Urn, Properties = Encode(read.Properties, request.AcceptSecrets, request.AcceptResources, partial: false) };
    }

    private async Task<IMessage> RegisterOutputsAsync(RegisterResourceOutputsRequest request, CancellationToken cancellationToken)
    {
        await monitor.RegisterOutputsAsync(request.Urn, _reader.Inputs(request.Outputs).Inputs, cancellationToken);
        return new Empty();
    }

    private async Task<IMessage> InvokeAsync(ResourceInvokeRequest request, CancellationToken cancellationToken)
    {
        RefusePackage(request.PackageRef);
        var provider = PluginWish.Read(() => $"the function '{request.Tok}'", request.Provider, request.Version, request.PluginDownloadURL, request.PluginChecksums);
        var result = await monitor.InvokeAsync(request.Tok, _reader.Inputs(request.Args).Inputs, provider, cancellationToken);
        var response = new ResourceInvokeResponse { Unknown = result is null, Return = Encode(result?.Return ?? PropertyMap.Empty, secrets: true, request.AcceptResources, partial: true) };
        if (result is not null)
        {
            response.Failures.AddRange(result.Failures.Select(f => new CheckFailure { Property = f.Property, Reason = f.Reason }));
        }

        return response;
    }

    private static void RefusePackage(string reference)
    {
        if (reference.Length > 0)
        {
            throw Unsupported.Method("parameterized packages");
        }
    }

    /// <summary>A client that takes no partial values gets no property that holds an unknown.</summary>
    private static Struct Encode(PropertyMap properties, bool secrets, bool resources, bool partial)
    {
        var sent = partial ? properties : PropertyMap.From(properties.Where(p => !p.Value.ContainsUnknowns));
        return StructCodec.Encode(sent, new StructOptions { KeepUnknowns = true, KeepSecrets = secrets, KeepResources = resources });
    }
}
