using Infra.Tables.Format;
using Microsoft.CodeAnalysis;
using Pulumi.Generator.Emit;

namespace Pulumi.Generator;

/// <summary>
/// Makes of each resource table (an additional file *.table) the classes of the official package: a file a table, made
/// again only when that table, the package's or the set of enums changes.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class TableGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var files = context.AdditionalTextsProvider
            .Where(text => text.Path.EndsWith(".table", StringComparison.Ordinal))
            .Select((text, token) => new TableText(text.Path, TableReader.Read(text.GetText(token)?.ToString() ?? "")));
        var heads = files.Select((file, _) => TableHead.Of(file)).Collect().Select((all, _) => new TableSet(new Items<TableHead>(all.Where(h => h is not null).Select(h => h!))));
        context.RegisterSourceOutput(files.Combine(heads), (production, pair) => Produce(production, pair.Left, pair.Right));
        context.RegisterSourceOutput(heads, ReportSet);
    }

    private static void Produce(SourceProductionContext context, TableText file, TableSet set)
    {
        foreach (var problem in file.Reading.Problems.Concat(set.UnknownEnums(file)))
        {
            context.ReportDiagnostic(TableDiagnostics.Make(file.Path, problem));
        }

        if (file.Reading.Table is { } table && set.Package is { } package && !set.UnknownEnums(file).Any())
        {
            context.AddSource(Path.GetFileNameWithoutExtension(file.Path) + ".g.cs", Source(package, table));
        }
    }

    private static string Source(PackageNames package, Table table) => table.Kind switch
    {
        TableKind.Package => PackageEmitter.Emit(package, table),
        TableKind.Resource => ResourceEmitter.Emit(package, table),
        TableKind.Function => FunctionEmitter.Emit(package, table),
        _ => EnumEmitter.Emit(package, table),
    };

    private static void ReportSet(SourceProductionContext context, TableSet set)
    {
        foreach (var (path, problem) in set.Problems())
        {
            context.ReportDiagnostic(TableDiagnostics.Make(path, problem));
        }
    }
}

/// <summary>A file and what was read of it.</summary>
internal sealed record TableText(string Path, TableReading Reading);
