using System.Collections.Concurrent;
using Infra.Engine.Plan;
using Infra.Protocol.Properties;

namespace Infra.Engine.Program;

/// <summary>The outputs that components and the stack register.</summary>
internal sealed class RegisteredOutputs
{
    private readonly ConcurrentDictionary<string, bool> _urns = new(StringComparer.Ordinal);

    /// <exception cref="PlanException">The resource has registered its outputs before.</exception>
    public void Accept(string urn)
    {
        if (!_urns.TryAdd(urn, true))
        {
            throw new PlanException(urn, $"outputs were registered for '{urn}' twice: a component says once what its outputs are");
        }
    }

    /// <summary>What depends on something that this operation does not make stays as it was, or out.</summary>
    public static PropertyMap Known(PropertyMap outputs, PropertyMap before) => outputs.ContainsUnknowns
        ? PropertyMap.From(outputs.Where(o => !o.Value.ContainsUnknowns).Concat(before.Where(o => outputs.TryGetValue(o.Key, out var now) && now.ContainsUnknowns)))
        : outputs;
}
