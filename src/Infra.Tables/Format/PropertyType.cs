namespace Infra.Tables.Format;

/// <summary>The type of a property as a table writes it: string, int, number, bool, any, Name, string|Enum, T[], map&lt;T&gt;.</summary>
public abstract record PropertyType
{
    private protected PropertyType()
    {
    }

    /// <summary>The type behind lists and maps.</summary>
    public virtual PropertyType Innermost => this;
}

public enum Scalar
{
    Any,
    Bool,
    Int,
    Number,
    String,
}

public sealed record ScalarType(Scalar Scalar) : PropertyType
{
    public override string ToString() => Scalar.ToString().ToLowerInvariant();
}

/// <summary>An object of that type.</summary>
public sealed record ObjectType(string Name) : PropertyType
{
    public override string ToString() => Name;
}

/// <summary>A string, for some of which an enum has names.</summary>
public sealed record EnumType(string Name) : PropertyType
{
    public override string ToString() => "string|" + Name;
}

public sealed record ListType(PropertyType Item) : PropertyType
{
    public override PropertyType Innermost => Item.Innermost;

    public override string ToString() => Item + "[]";
}

public sealed record MapType(PropertyType Item) : PropertyType
{
    public override PropertyType Innermost => Item.Innermost;

    public override string ToString() => $"map<{Item}>";
}
