namespace Infra.Tables.Format;

public enum PropertyRole
{
    /// <summary>A program may give it. Of a resource it is an output as well.</summary>
    Input,

    Output,

    /// <summary>A part of an object type.</summary>
    Field,
}

[Flags]
public enum Traits
{
    None = 0,

    /// <summary>An input or field that has to be given.</summary>
    Required = 1,

    /// <summary>The provider fills in what is not given, and keeps it.</summary>
    Computed = 2,

    /// <summary>The resource's name, made up if it is not given.</summary>
    Auto = 4,

    /// <summary>An output that there may not be.</summary>
    Optional = 8,

    Secret = 16,

    /// <summary>A change needs a new resource.</summary>
    Replaces = 32,

    Deprecated = 64,

    /// <summary>The order of the list's items means nothing.</summary>
    Unordered = 128,

    /// <summary>Has to be given, although the classes of the package do not require it.</summary>
    Demanded = 256,
}

/// <summary>A property of a resource or function, or a field of an object.</summary>
public sealed record TableProperty(PropertyRole Role, string Name, PropertyType Type, Traits Traits, PropertyRules Rules, TextPlace Place)
{
    public bool IsRequired => Has(Traits.Required);

    public bool IsSecret => Has(Traits.Secret);

    /// <summary>Whether a resource that exists always has it.</summary>
    public bool IsAlwaysThere => Role == PropertyRole.Output ? !Has(Traits.Optional) : (Traits & (Traits.Required | Traits.Computed | Traits.Auto)) != Traits.None;

    public bool Has(Traits trait) => (Traits & trait) != Traits.None;
}
