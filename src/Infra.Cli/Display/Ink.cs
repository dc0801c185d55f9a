namespace Infra.Cli.Display;

/// <summary>What a piece of text looks like where colours are wanted.</summary>
internal enum Ink
{
    Plain,
    Bold,
    Dim,
    Green,
    Yellow,
    Red,
    Magenta,
    Cyan,
    BoldRed,
}

internal static class Inks
{
    public const string Reset = "\u001b[0m";

    public static string Code(this Ink ink) => ink switch
    {
        Ink.Bold => "\u001b[1m",
        Ink.Dim => "\u001b[2m",
        Ink.Green => "\u001b[32m",
        Ink.Yellow => "\u001b[33m",
        Ink.Red => "\u001b[31m",
        Ink.Magenta => "\u001b[35m",
        Ink.Cyan => "\u001b[36m",
        Ink.BoldRed => "\u001b[1;31m",
        _ => "",
    };
}
