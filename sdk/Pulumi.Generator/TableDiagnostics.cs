using Infra.Tables.Format;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Pulumi.Generator;

/// <summary>Problems of tables as errors of the build.</summary>
internal static class TableDiagnostics
{
    private const string Category = "ResourceTables";

    public static Diagnostic Make(string path, TableProblem problem)
    {
        var start = new LinePosition(problem.Place.Line - 1, problem.Place.Column - 1);
        var end = new LinePosition(start.Line, start.Character + problem.Place.Length);
        return Diagnostic.Create(Descriptor(problem.Code), Location.Create(path, default, new LinePositionSpan(start, end)), problem.Message);
    }

    private static DiagnosticDescriptor Descriptor(string code) =>
        new(code, "A resource table is wrong", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
}
