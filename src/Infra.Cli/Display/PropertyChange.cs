using Infra.Protocol.Properties;

namespace Infra.Cli.Display;

/// <summary>One difference between two property maps.</summary>
/// <param name="Path">As people write it: files["/etc/motd"].content, packages[nginx].</param>
/// <param name="Old">Null: was not there.</param>
/// <param name="New">Null: will not be there.</param>
/// <param name="Replaces">Makes a replacement necessary.</param>
internal sealed record PropertyChange(string Path, PropertyValue? Old, PropertyValue? New, bool Replaces = false)
{
    /// <summary>The program asked not to show how it differs.</summary>
    public bool Hidden { get; init; }

    /// <summary>The first name of the path.</summary>
    public string Root => Path.IndexOfAny(['.', '[']) is > 0 and var end ? Path[..end] : Path;

    public string Symbol => Old is null ? "+" : New is null ? "-" : "~";

    public Ink Ink => Old is null ? Ink.Green : New is null ? Ink.Red : Ink.Yellow;
}
