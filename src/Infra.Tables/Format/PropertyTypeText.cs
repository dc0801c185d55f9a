namespace Infra.Tables.Format;

/// <summary>Reads a type.</summary>
internal static class PropertyTypeText
{
    private const string Map = "map<";
    private const string List = "[]";
    private const string Union = "string|";

    /// <summary>Null if it is none.</summary>
    public static PropertyType? TryRead(string text)
    {
        if (text.StartsWith(Union, StringComparison.Ordinal))
        {
            return IsName(text.Substring(Union.Length)) ? new EnumType(text.Substring(Union.Length)) : null;
        }

        return ReadPlain(text);
    }

    public static bool IsName(string text)
    {
        foreach (var c in text)
        {
            if (c is not (>= 'a' and <= 'z' or >= 'A' and <= 'Z' or >= '0' and <= '9' or '_'))
            {
                return false;
            }
        }

        return text.Length > 0 && text[0] is not (>= '0' and <= '9');
    }

    private static PropertyType? ReadPlain(string text)
    {
        if (text.EndsWith(List, StringComparison.Ordinal))
        {
            return ReadPlain(text.Substring(0, text.Length - List.Length)) is { } item ? new ListType(item) : null;
        }

        if (text.StartsWith(Map, StringComparison.Ordinal) && text[text.Length - 1] == '>')
        {
            return ReadPlain(text.Substring(Map.Length, text.Length - Map.Length - 1)) is { } value ? new MapType(value) : null;
        }

        return text switch
        {
            "any" => new ScalarType(Scalar.Any),
            "bool" => new ScalarType(Scalar.Bool),
            "int" => new ScalarType(Scalar.Int),
            "number" => new ScalarType(Scalar.Number),
            "string" => new ScalarType(Scalar.String),
            _ => IsName(text) ? new ObjectType(text) : null,
        };
    }
}
