using Infra.Protocol.Properties;

namespace Infra.Engine.Program;

/// <summary>Takes the output wrappers off: what is left is plain, secret or unknown.</summary>
internal static class OutputValues
{
    /// <param name="value">Any value.</param>
    /// <param name="dependencies">Gets the URNs the outputs depended on.</param>
    public static PropertyValue Flatten(PropertyValue value, ISet<string> dependencies)
    {
        switch (value)
        {
            case OutputValue output:
                dependencies.UnionWith(output.Dependencies);
                var inner = output.Value is null ? PropertyValue.Unknown : Flatten(output.Value, dependencies);
                return output.Secret ? inner.AsSecret() : inner;
            case SecretValue secret:
                return Flatten(secret.Value, dependencies).AsSecret();
            case ArrayValue array:
                return PropertyValue.Array(array.Items.Select(item => Flatten(item, dependencies)));
            case ObjectValue map:
                return PropertyMap.From(map.Properties.Select(p => KeyValuePair.Create(p.Key, Flatten(p.Value, dependencies))));
            default:
                return value;
        }
    }
}
