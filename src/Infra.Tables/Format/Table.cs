namespace Infra.Tables.Format;

/// <summary>Facts about one resource, function or enum, or about the package they belong to.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Token">The engine's name for it, as digitalocean:index/droplet:Droplet; for a package its name.</param>
/// <param name="Place">Line and column of the token.</param>
public sealed record Table(TableKind Kind, string Token, TextPlace Place)
{
    /// <summary>Of the C# classes; "" for the package's.</summary>
    public string Namespace { get; init; } = "";

    /// <summary>Of the plugin that the facts are of (package).</summary>
    public string Version { get; init; } = "";

    /// <summary>How a resource that is given no name gets one; null if it doesn't.</summary>
    public Autoname? Autoname { get; init; }

    /// <summary>In the order of the file.</summary>
    public Items<TableProperty> Properties { get; init; } = Items<TableProperty>.None;

    /// <summary>Types of objects inside the properties.</summary>
    public Items<ObjectTable> Objects { get; init; } = Items<ObjectTable>.None;

    public Items<EnumMember> Members { get; init; } = Items<EnumMember>.None;

    /// <summary>The last part of the token.</summary>
    public string Name => Token.Substring(Token.LastIndexOf(':') + 1);
}

/// <summary>An object type: its name and fields.</summary>
public sealed record ObjectTable(string Name, TextPlace Place, Items<TableProperty> Fields);

/// <summary>A member of an enum: its C# name and what it stands for.</summary>
public sealed record EnumMember(string Name, string Value, TextPlace Place);

/// <summary>A generated name is the resource's, the separator and random hexadecimal digits, at most so long.</summary>
public sealed record Autoname(string Separator, int Maximum, int Random, bool Lowercase);

/// <summary>Where in a file something stands; from 1.</summary>
public sealed record TextPlace(int Line, int Column, int Length);
