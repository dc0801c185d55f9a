using System.Collections.Immutable;
using Infra.Protocol.Properties;

namespace Infra.Engine.Plan;

/// <summary>Keeps secret what went in as a secret, or what the program says is one.</summary>
public static class SecretOutputs
{
    public static PropertyMap Mark(PropertyMap outputs, PropertyMap inputs, ImmutableArray<string> additional)
    {
        foreach (var (key, value) in inputs)
        {
            if (outputs.TryGetValue(key, out var output))
            {
                outputs = outputs.With(key, Mark(output, value));
            }
        }

        foreach (var key in additional.Where(outputs.ContainsKey))
        {
            outputs = outputs.With(key, outputs[key].AsSecret());
        }

        return outputs;
    }

    private static PropertyValue Mark(PropertyValue output, PropertyValue input) => (output, input) switch
    {
        (_, { ContainsSecrets: false }) => output,
        (ObjectValue values, ObjectValue secrets) => Mark(values.Properties, secrets.Properties, []),
        (SecretValue, _) => output,
        _ => output.AsSecret(),
    };
}
