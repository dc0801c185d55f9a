using Infra.Engine.State;
using Infra.Protocol.Properties;

namespace Infra.Cli.Costs;

/// <summary>One cost line that an environment's state has.</summary>
/// <param name="Environment">The environment's name.</param>
/// <param name="Item">What is paid for.</param>
/// <param name="Monthly">Without tax.</param>
/// <param name="Currency">ISO 4217; "" where nothing is paid.</param>
/// <param name="Note">What there is to know about the amount.</param>
/// <param name="Source">Where the price is from, and when; "" if nothing is paid.</param>
internal sealed record DeclaredCost(string Environment, string Item, decimal Monthly, string Currency, string Note, string Source)
{
    /// <summary>The component that declares its cost, as an output of its own.</summary>
    public const string EnvironmentType = "infra:index:ProductionEnvironment";

    private const string Output = "costLines";
    private const double Most = 1e15;

    /// <summary>None of a resource that declares none. A line without item or amount is no line.</summary>
    public static IEnumerable<DeclaredCost> Of(ResourceState? state) =>
        state is { Delete: false } && state.Type == EnvironmentType && state.Outputs.Find(Output) is ArrayValue lines
            ? lines.Items.Select(line => Read(Display.Urns.Name(state.Urn), line)).OfType<DeclaredCost>()
            : [];

    private static DeclaredCost? Read(string environment, PropertyValue line) =>
        line.Unwrap() is ObjectValue { Properties: var properties }
        && properties.Find("item") is StringValue { Value: { Length: > 0 } item }
        && properties.Find("monthly") is NumberValue { Value: >= 0 and < Most and var monthly }
            ? new(environment, item, Math.Round((decimal)monthly, 2), Text(properties, "currency"), Text(properties, "note"), Text(properties, "source"))
            : null;

    private static string Text(PropertyMap properties, string name) => properties.Find(name) is StringValue text ? text.Value : "";
}
