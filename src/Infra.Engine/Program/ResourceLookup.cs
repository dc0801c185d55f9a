using Infra.Engine.Plan;
using Infra.Engine.State;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;

namespace Infra.Engine.Program;

/// <summary>The built-in function pulumi:pulumi:getResource: a resource of this stack by its URN.</summary>
internal static class ResourceLookup
{
    public static InvokeResult Find(PropertyMap args, Func<string, ResourceState?> finished)
    {
        var urn = args.Find("urn") is StringValue text ? text.Value : throw new PlanException("", "getResource wants the argument 'urn'");
        var state = finished(urn) ?? throw new PlanException(urn, $"getResource: '{urn}' has not been registered");
        return InvokeResult.Ok(PropertyMap.Empty.With("urn", urn).With("id", state.Id).With("provider", state.Provider).With("state", state.Outputs));
    }
}
