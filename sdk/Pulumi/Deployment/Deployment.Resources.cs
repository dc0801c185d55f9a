using System.Collections.Immutable;
using Google.Protobuf.WellKnownTypes;
using Pulumi.Serialization;
using Pulumirpc;

namespace Pulumi;

/// <summary>Brings resources to the engine and their outputs back.</summary>
public sealed partial class Deployment
{
    private static readonly IReadOnlyDictionary<string, IEnumerable<string>> _noDependencies = ImmutableDictionary<string, IEnumerable<string>>.Empty;

    /// <summary>Sets the resource's outputs and starts its registration.</summary>
    internal void ReadOrRegister(Resource resource, ResourceArgs args, ResourceOptions options, RegisterPackageRequest? package)
    {
        var completions = new OutputCompletions(resource);
        Runner.Register(CompleteAsync(resource, completions, args, options, package));
    }

    /// <summary>Starts sending a component's outputs.</summary>
    internal void RegisterOutputs(ComponentResource component, Output<IDictionary<string, object?>> outputs) =>
        Runner.Register(RegisterOutputsAsync(component, outputs));

    private async Task CompleteAsync(
        Resource resource, OutputCompletions completions, ResourceArgs args, ResourceOptions options, RegisterPackageRequest? package)
    {
        try
        {
            var outcome = await GetOutcomeAsync(resource, args, options, package).ConfigureAwait(false);
            completions.Complete(outcome, missingIsKnown: !IsDryRun && outcome.Succeeded, warning => Log.Warn(warning, resource));
        }
        catch (Exception e)
        {
            var failure = EngineFailure.Explain(e, resource);
            completions.Fail(failure);
            if (!ReferenceEquals(failure, e))
            {
                throw failure;
            }

            throw;
        }
    }

    private async Task<ResourceOutcome> GetOutcomeAsync(Resource resource, ResourceArgs args, ResourceOptions options, RegisterPackageRequest? package)
    {
        if (!string.IsNullOrEmpty(options.Urn))
        {
            return await GetResourceAsync(options.Urn).ConfigureAwait(false);
        }

        var builder = new RegistrationBuilder(this, resource, args, options, await Packages.GetReferenceAsync(package).ConfigureAwait(false));
        if (resource is CustomResource && options.Id is { } idInput && await idInput.ToOutput().DataTask.ConfigureAwait(false) is { IsKnown: true, Value.Length: > 0 } id)
        {
            var read = await Monitor.ReadResourceAsync(resource, await builder.BuildReadAsync(id.Value).ConfigureAwait(false)).ConfigureAwait(false);
            return new ResourceOutcome(read.Urn, id.Value, read.Properties, _noDependencies);
        }

        var response = await Monitor.RegisterResourceAsync(resource, await builder.BuildRegisterAsync().ConfigureAwait(false)).ConfigureAwait(false);
        var dependencies = response.PropertyDependencies.ToImmutableDictionary(p => p.Key, p => (IEnumerable<string>)p.Value.Urns);
        return new ResourceOutcome(response.Urn, response.Id, response.Object, dependencies, response.Result == Result.Success && !response.Unknown);
    }

    /// <summary>Asks the engine for a resource it has already.</summary>
    private async Task<ResourceOutcome> GetResourceAsync(string urn)
    {
        const string Token = "pulumi:pulumi:getResource";
        var request = new ResourceInvokeRequest
        {
            Tok = Token,
            Args = new Struct { Fields = { [WireConstants.UrnProperty] = Value.ForString(urn) } },
            AcceptResources = AcceptsResourceReferences,
        };
        var response = await Monitor.InvokeAsync(request).ConfigureAwait(false);
        ThrowOnFailures(Token, response.Failures);
        var fields = response.Return.Fields;
        return new ResourceOutcome(
            fields[WireConstants.UrnProperty].StringValue,
            fields.TryGetValue(WireConstants.IdProperty, out var id) ? id.StringValue : null,
            fields.TryGetValue("state", out var state) ? state.StructValue : null,
            _noDependencies);
    }

    private async Task RegisterOutputsAsync(ComponentResource component, Output<IDictionary<string, object?>> outputs)
    {
        var urn = await component.Urn.DataTask.ConfigureAwait(false);
        var values = await outputs.DataTask.ConfigureAwait(false);
        var options = new SerializerOptions(KeepResources: await KeepsResourcesAsync().ConfigureAwait(false));
        var properties = await SerializedProperties.SerializeAsync(
            component.GetResourceName(), values.Value ?? ImmutableDictionary<string, object?>.Empty, options).ConfigureAwait(false);
        await Monitor.RegisterResourceOutputsAsync(new RegisterResourceOutputsRequest { Urn = urn.Value, Outputs = properties.Object }).ConfigureAwait(false);
    }
}
