using System.Security.Cryptography;
using Infra.Protocol.Properties;
using Infra.Tables.Checks;
using Infra.Tables.Format;

namespace Infra.Rehearsal;

/// <summary>Names for resources that are given none, by the rule of their table.</summary>
internal static class Names
{
    /// <summary>The inputs with a name where one was to be made up.</summary>
    /// <param name="table">The resource's.</param>
    /// <param name="resource">The program's name for it.</param>
    /// <param name="inputs">With defaults filled in.</param>
    /// <param name="seed">To draw the random part from; empty: any.</param>
    public static PropertyMap Generate(Table table, string resource, PropertyMap inputs, ReadOnlySpan<byte> seed)
    {
        if (table.Autoname is not { } rule || table.Properties.FirstOrDefault(p => p.Has(Traits.Auto)) is not { } property
            || !inputs.TryGetValue(property.Name, out var given) || given is not UnknownValue || !InputDefaults.WasFilled(inputs, property.Name))
        {
            return inputs;
        }

        var digits = Convert.ToHexStringLower(seed.IsEmpty ? RandomNumberGenerator.GetBytes(32) : SHA256.HashData(seed))[..rule.Random];
        var start = resource[..Math.Min(resource.Length, rule.Maximum - rule.Separator.Length - rule.Random)];
        return inputs.With(property.Name, (rule.Lowercase ? start.ToLowerInvariant() : start) + rule.Separator + digits);
    }
}
