using System.Collections.Immutable;
using Infra.Engine.Urns;
using Infra.Protocol.Properties;

namespace Infra.Cli.Machines;

/// <summary>What the rehearsal of one stack has on this computer.</summary>
/// <param name="Stack">Its name.</param>
/// <param name="Machines">Names of machines.</param>
/// <param name="Networks">Names of private networks.</param>
/// <param name="Resolver">The address of the name server that knows its domains; "" if it has none.</param>
/// <param name="Others">How many things there are besides.</param>
internal sealed record RehearsalHolding(string Stack, ImmutableArray<string> Machines, ImmutableArray<string> Networks, string Resolver, int Others)
{
    private const string Network = "Vpc";
    private const string Zone = "Domain";
    private const string App = "App";

    public override string ToString() => $"{Stack} holds {string.Join("; ", Parts())}";

    /// <summary>Of what a rehearsed cloud says it has, one for each stack.</summary>
    public static ImmutableArray<RehearsalHolding> From(PropertyMap found)
    {
        var resolver = Text(found, "nameServer");
        return
        [
            .. Objects(found, "things").GroupBy(thing => StackOf(Text(thing, "urn")), StringComparer.Ordinal).OrderBy(stack => stack.Key, StringComparer.Ordinal).Select(stack => new RehearsalHolding(
                stack.Key,
                [.. stack.SelectMany(thing => Texts(thing, "machines")).Order(StringComparer.Ordinal)],
                [.. stack.Where(thing => Text(thing, "kind") == Network).Select(thing => Text(thing, "name")).Order(StringComparer.Ordinal)],
                stack.Any(thing => Text(thing, "kind") is Zone or App) ? resolver : "",
                stack.Count(thing => Texts(thing, "machines").IsEmpty && Text(thing, "kind") is not (Network or Zone)))),
        ];
    }

    internal static ImmutableArray<PropertyMap> Objects(PropertyMap map, string name) =>
        map.Find(name) is ArrayValue list ? [.. list.Items.Select(item => item.Unwrap()).OfType<ObjectValue>().Select(item => item.Properties)] : [];

    internal static string Text(PropertyMap map, string name) => map.Find(name) is StringValue text ? text.Value : "";

    private static ImmutableArray<string> Texts(PropertyMap map, string name) =>
        map.Find(name) is ArrayValue list ? [.. list.Items.Select(item => item.Unwrap()).OfType<StringValue>().Select(item => item.Value)] : [];

    private static string StackOf(string urn) => Urn.IsValid(urn) ? Urn.Stack(urn) : "no stack";

    private IEnumerable<string> Parts()
    {
        if (!Machines.IsEmpty)
        {
            yield return $"machines {string.Join(", ", Machines)}";
        }

        if (!Networks.IsEmpty)
        {
            yield return $"networks {string.Join(", ", Networks)}";
        }

        if (Resolver.Length > 0)
        {
            yield return $"a resolver at {Resolver}";
        }

        if (Others > 0)
        {
            yield return Others == 1 ? "1 other thing" : $"{Others} other things";
        }
    }
}
