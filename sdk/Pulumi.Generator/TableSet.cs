using Infra.Tables.Format;
using Pulumi.Generator.Emit;

namespace Pulumi.Generator;

/// <summary>What others have to know of a table.</summary>
internal sealed record TableHead(string Path, TableKind Kind, string Token, string Namespace, string Version, TextPlace Place)
{
    public string Name => Token.Substring(Token.LastIndexOf(':') + 1);

    public static TableHead? Of(TableText file) => file.Reading.Table is { } table
        ? new TableHead(file.Path, table.Kind, table.Token, table.Namespace, table.Version, table.Place)
        : null;
}

/// <summary>All tables of a project.</summary>
internal sealed record TableSet(Items<TableHead> Heads)
{
    /// <summary>Null if there is no package table, or it could not be read.</summary>
    public PackageNames? Package => Heads.FirstOrDefault(h => h.Kind == TableKind.Package) is { } package
        ? new PackageNames(package.Token, package.Namespace, package.Version)
        : null;

    public IEnumerable<TableProblem> UnknownEnums(TableText file) => file.Reading.Table is not { } table
        ? []
        : table.Properties.Concat(table.Objects.SelectMany(o => o.Fields))
            .Where(p => p.Type is EnumType type && !Heads.Any(h => h.Kind == TableKind.Enum && h.Name == type.Name))
            .Select(p => new TableProblem(TableProblem.UnknownType, p.Place, $"no table declares the enum '{((EnumType)p.Type).Name}'"));

    public IEnumerable<(string Path, TableProblem Problem)> Problems()
    {
        if (Heads.Count > 0 && Package is null)
        {
            yield return (Heads[0].Path, new TableProblem(TableProblem.Contradiction, Heads[0].Place, "no 'package' table could be read beside this one"));
        }

        foreach (var again in Heads.Where(h => h.Kind != TableKind.Package).GroupBy(h => h.Token, StringComparer.Ordinal).SelectMany(g => g.OrderBy(h => h.Path, StringComparer.Ordinal).Skip(1)))
        {
            yield return (again.Path, new TableProblem(TableProblem.Repeated, again.Place, $"another table is about '{again.Token}' already"));
        }

        foreach (var again in Heads.Where(h => h.Kind == TableKind.Package).OrderBy(h => h.Path, StringComparer.Ordinal).Skip(1))
        {
            yield return (again.Path, new TableProblem(TableProblem.Repeated, again.Place, "there is a package table already"));
        }
    }
}
