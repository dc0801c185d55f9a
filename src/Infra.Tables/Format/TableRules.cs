using System.Globalization;

namespace Infra.Tables.Format;

/// <summary>What has to be true of a table as a whole.</summary>
internal static class TableRules
{
    public static IEnumerable<TableProblem> Check(Table table)
    {
        var problems = CheckHead(table)
            .Concat(Repeated(table.Members.Select(m => (m.Name, m.Place)), "member"))
            .Concat(Repeated(table.Objects.Select(o => (o.Name, o.Place)), "type"))
            .Concat(Repeated(table.Properties.Where(p => p.Role == PropertyRole.Input).Select(p => (p.Name, p.Place)), "input"))
            .Concat(Repeated(table.Properties.Where(p => p.Role == PropertyRole.Output).Select(p => (p.Name, p.Place)), "output"))
            .Concat(CheckAll(table, table.Properties));
        if (table.Kind == TableKind.Resource)
        {
            problems = problems.Concat(Repeated(table.Properties.OrderBy(p => p.Role).Select(p => (p.Name, p.Place)), "property"));
        }

        return problems
            .Concat(table.Objects.SelectMany(o => Repeated(o.Fields.Select(f => (f.Name, f.Place)), "field")))
            .Concat(table.Objects.SelectMany(o => CheckAll(table, o.Fields)))
            .Distinct();
    }

    private static IEnumerable<TableProblem> CheckHead(Table table) => table switch
    {
        { Kind: TableKind.Package } when table.Version.Length == 0 || table.Namespace.Length == 0 =>
            [Contradiction(table.Place, "a package has a namespace and a version")],
        { Kind: TableKind.Package } when table.Properties.FirstOrDefault(p => p.Type is not ScalarType { Scalar: not Scalar.Any }) is { } compound =>
            [Contradiction(compound.Place, $"'{compound.Name}' is configuration: a string, an int, a number or a bool")],
        { Kind: TableKind.Package } when table.Properties.FirstOrDefault(p => p.Rules.Default is not null && p.Type is not ScalarType { Scalar: Scalar.String }) is { } filled =>
            [Contradiction(filled.Place, $"'{filled.Name}' has a default: only text of the configuration has one")],
        { Kind: TableKind.Enum, Members.Count: 0 } => [Contradiction(table.Place, "an enum has values")],
        { Kind: not TableKind.Package } when table.Token.Split(':') is not { Length: 3 } =>
            [new TableProblem(TableProblem.Malformed, table.Place, $"'{table.Token}' is no token: <package>:<module>:<name>")],
        { Autoname: null } when table.Properties.FirstOrDefault(p => p.Has(Traits.Auto)) is { } auto =>
            [Contradiction(auto.Place, $"'{auto.Name}' is generated, but the table has no 'autoname' line")],
        _ => [],
    };

    private static IEnumerable<TableProblem> CheckAll(Table table, Items<TableProperty> properties) =>
        properties.SelectMany(p => Check(table, properties, p).Where(m => m is not null).Select(m => m!));

    private static IEnumerable<TableProblem?> Check(Table table, Items<TableProperty> siblings, TableProperty property)
    {
        var (type, rules, place) = (property.Type, property.Rules, property.Place);
        var inner = type.Innermost;
        if (inner is ObjectType named && table.Objects.All(o => o.Name != named.Name))
        {
            yield return new TableProblem(TableProblem.UnknownType, place, $"'{property.Name}' is a {named.Name}, and the table has no such type");
        }

        if (property.IsRequired && (rules.Default is not null || property.Has(Traits.Computed | Traits.Auto)))
        {
            yield return Contradiction(place, $"'{property.Name}' is required and yet filled in when it is not given");
        }

        if (rules.Default is { } value && !IsOf(type, value))
        {
            yield return Contradiction(place, $"the default of '{property.Name}' is no {type}");
        }

        if (rules.Range != Bounds.Any && inner is not ScalarType { Scalar: Scalar.Int or Scalar.Number })
        {
            yield return Contradiction(place, $"'{property.Name}' has a range and is no number");
        }

        if ((rules.Length != Bounds.Any || rules.Values.Count > 0) && inner is not (ScalarType { Scalar: not (Scalar.Bool or Scalar.Any) } or EnumType))
        {
            yield return Contradiction(place, $"'{property.Name}' is neither text nor number: it has no length and no values");
        }

        if ((rules.Count != Bounds.Any || property.Has(Traits.Unordered)) && type is not ListType)
        {
            yield return Contradiction(place, $"'{property.Name}' is no list: it has no items and no order");
        }

        if (property.IsSecret && type is (ListType or MapType))
        {
            yield return Contradiction(place, $"'{property.Name}' is a list or map: single values are secret");
        }

        foreach (var other in Others(rules).Where(name => siblings.All(s => s.Name != name)))
        {
            yield return Contradiction(place, $"'{property.Name}' goes with or against '{other}', which is not beside it");
        }
    }

    private static IEnumerable<string> Others(PropertyRules rules) =>
        rules.Conflicts.Concat(rules.Needs).Concat(rules.RequiredWithout)
            .Concat(new[] { rules.RequiredIf, rules.OnlyIf }.Where(c => c is not null).Select(c => c!.Property));

    /// <summary>Whether a table's text stands for a value of the type.</summary>
    private static bool IsOf(PropertyType type, string text) => type switch
    {
        EnumType or ScalarType { Scalar: Scalar.String } => true,
        ScalarType { Scalar: Scalar.Bool } => text is "true" or "false",
        ScalarType { Scalar: Scalar.Int } => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        ScalarType { Scalar: Scalar.Number } => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _),
        _ => false,
    };

    private static IEnumerable<TableProblem> Repeated(IEnumerable<(string Name, TextPlace Place)> names, string what) =>
        names.GroupBy(n => n.Name, StringComparer.Ordinal)
            .SelectMany(group => group.Skip(1))
            .Select(again => new TableProblem(TableProblem.Repeated, again.Place, $"there is a {what} '{again.Name}' already"));

    private static TableProblem Contradiction(TextPlace place, string message) => new(TableProblem.Contradiction, place, message);
}
