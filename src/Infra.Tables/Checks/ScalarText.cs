using System.Globalization;
using Infra.Protocol.Properties;
using Infra.Tables.Format;

namespace Infra.Tables.Checks;

/// <summary>Single values as text, in the way providers read them: "3" is a number and true a text as well.</summary>
internal static class ScalarText
{
    /// <summary>Null if the value is none of the type.</summary>
    public static string? Of(PropertyType type, PropertyValue value)
    {
        var text = value switch
        {
            StringValue s => s.Value,
            BoolValue b => b.Value ? "true" : "false",
            NumberValue n => n.Value.ToString("R", CultureInfo.InvariantCulture),
            _ => null,
        };
        return text is null || type is not ScalarType { Scalar: var scalar } || scalar switch
        {
            Scalar.Bool => text is "true" or "false",
            Scalar.Int => Number(text) is { } whole && double.IsInteger(whole),
            Scalar.Number => Number(text) is not null,
            _ => true,
        } ? text : null;
    }

    /// <summary>The value that a table's text stands for.</summary>
    public static PropertyValue Parse(PropertyType type, string text) => type switch
    {
        ScalarType { Scalar: Scalar.Bool } => text == "true",
        ScalarType { Scalar: Scalar.Int or Scalar.Number } => Number(text) ?? 0,
        _ => text,
    };

    public static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    public static string Describe(PropertyType type) => type switch
    {
        ListType list => $"a list ({list})",
        MapType => "an object of names and values",
        ObjectType => "an object",
        ScalarType { Scalar: Scalar.Bool } => "true or false",
        ScalarType { Scalar: Scalar.Int } => "a whole number",
        ScalarType { Scalar: Scalar.Number } => "a number",
        _ => "a text",
    };

    public static string Describe(PropertyValue value) => value switch
    {
        StringValue => "a text",
        NumberValue => "a number",
        BoolValue => "true or false",
        ArrayValue => "a list",
        ObjectValue => "an object",
        AssetValue or ArchiveValue => "a file",
        ResourceReferenceValue => "a resource",
        _ => "nothing",
    };

    public static string Describe(Bounds bounds) => bounds switch
    {
        { Minimum: { } minimum, Maximum: { } maximum } => $"{Text(minimum)} to {Text(maximum)}",
        { Minimum: { } minimum } => $"{Text(minimum)} or more",
        { Maximum: { } maximum } => $"{Text(maximum)} or less",
        _ => "any number",
    };

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);
}
