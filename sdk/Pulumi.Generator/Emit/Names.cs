using Infra.Tables.Format;
using Microsoft.CodeAnalysis.CSharp;

namespace Pulumi.Generator.Emit;

/// <summary>C# names of what a table names.</summary>
internal static class Names
{
    /// <summary>Of a member or a class.</summary>
    public static string Pascal(string name) => char.ToUpperInvariant(name[0]) + name.Substring(1);

    /// <summary>Of a parameter.</summary>
    public static string Parameter(string name) => SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;

    /// <summary>A C# string literal.</summary>
    public static string Literal(string text) => SymbolDisplay.FormatLiteral(text, quote: true);

    public static string Scalar(Scalar scalar) => scalar switch
    {
        Infra.Tables.Format.Scalar.Bool => "bool",
        Infra.Tables.Format.Scalar.Int => "int",
        Infra.Tables.Format.Scalar.Number => "double",
        Infra.Tables.Format.Scalar.String => "string",
        _ => "object",
    };
}
