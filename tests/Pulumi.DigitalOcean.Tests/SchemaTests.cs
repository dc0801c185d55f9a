using System.Text.Json;
using Infra.Tables;
using Infra.Tables.Format;

namespace Pulumi.DigitalOcean.Tests;

/// <summary>The tables say what the package's own schema says, property by property.</summary>
public sealed class SchemaTests
{
    private const string Package = "digitalocean";
    private const string SchemaFile = "digitalocean-schema.json";

    private static readonly TableCatalog _catalog = TableCatalog.Bundled;

    /// <summary>Those of the tables that the schema in shared/data has too; without it a word for all of them.</summary>
    public static TheoryData<string> Tokens(TableKind kind, string section) => SharedData.Read(SchemaFile) is { } schema
        ? new(_catalog.Tokens(kind, Package).Where(token => schema.GetProperty(section).TryGetProperty(token, out _)))
        : new("all");

    [SkippableTheory]
    [MemberData(nameof(Tokens), TableKind.Resource, "resources")]
    public void Resource_InTheTables_EqualsTheSchema(string token)
    {
        var schema = Schema("resources", token);
        var table = _catalog.Find(TableKind.Resource, token)!;
        var inputs = schema.GetProperty("inputProperties");
        var (requiredInputs, required) = (Strings(schema, "requiredInputs"), Strings(schema, "required"));

        var expected = schema.GetProperty("properties").EnumerateObject().Select(p => inputs.TryGetProperty(p.Name, out var input)
            ? Line("input", p.Name, input, p.Value, requiredInputs.Contains(p.Name), required.Contains(p.Name))
            : Line("output", p.Name, p.Value, p.Value, false, required.Contains(p.Name)));
        var actual = table.Properties.Select(p => Line(p) + (p.IsAlwaysThere ? " there" : ""));

        actual.Order(StringComparer.Ordinal).ShouldBe(expected.Order(StringComparer.Ordinal));
        ShouldHaveTheObjectsOfTheSchema(table);
    }

    [SkippableTheory]
    [MemberData(nameof(Tokens), TableKind.Function, "functions")]
    public void Function_InTheTables_EqualsTheSchema(string token)
    {
        var schema = Schema("functions", token);
        var table = _catalog.Find(TableKind.Function, token)!;
        var inputs = schema.TryGetProperty("inputs", out var given) ? given : default;

        var expected = Lines("input", inputs).Concat(Lines("output", schema.GetProperty("outputs")).Select(l => l.EndsWith(" required", StringComparison.Ordinal) ? l[..^" required".Length] : l + " optional"));
        var actual = table.Properties.Select(p => p.Role == PropertyRole.Output && !p.IsAlwaysThere ? Line(p) + " optional" : Line(p));

        actual.Order(StringComparer.Ordinal).ShouldBe(expected.Order(StringComparer.Ordinal));
        ShouldHaveTheObjectsOfTheSchema(table);
    }

    [SkippableFact]
    public void Enums_InTheTables_EqualTheSchemas()
    {
        var tables = _catalog.Heads.Where(h => h.StartsWith("enum ", StringComparison.Ordinal)).Select(h => _catalog.Find(TableKind.Enum, h[5..])!).ToList();
        tables.ShouldNotBeEmpty();
        foreach (var table in tables)
        {
            Schema("types", table.Token).GetProperty("enum").EnumerateArray()
                .Select(e => ((e.TryGetProperty("csharp", out var name) ? name : e.GetProperty("name")).GetString(), e.GetProperty("value").GetString()))
                .ShouldBe(table.Members.Select(m => ((string?)m.Name, (string?)m.Value)), table.Token);
        }
    }

    [SkippableFact]
    public void Replacements_InTheTables_AreThoseOfTheProvider()
    {
        var forced = Data("digitalocean-forcenew.json");
        foreach (var token in _catalog.Tokens(TableKind.Resource, Package))
        {
            _catalog.Find(TableKind.Resource, token)!.Properties.Where(p => p.Has(Traits.Replaces)).Select(p => p.Name).Order(StringComparer.Ordinal)
                .ShouldBe(forced.GetProperty(token).EnumerateArray().Select(n => n.GetString()).Order(StringComparer.Ordinal), token);
        }
    }

    [SkippableFact]
    public void Rules_InTheTables_AreThoseOfTheProvider()
    {
        var constraints = Data("digitalocean-constraints.json");
        foreach (var token in _catalog.Tokens(TableKind.Resource, Package))
        {
            var table = _catalog.Find(TableKind.Resource, token)!;
            var rules = constraints.GetProperty(token).GetProperty("properties");
            foreach (var (path, property) in Paths(table, table.Properties.Where(p => p.Role == PropertyRole.Input), "", 0))
            {
                var rule = rules.TryGetProperty(path, out var found) ? found : JsonDocument.Parse("{}").RootElement;
                var where = $"{token} {path}";
                property.Has(Traits.Computed).ShouldBe(rule.TryGetProperty("optionalComputed", out _) && !property.IsRequired, where);
                property.Rules.Values.ShouldBe(rule.TryGetProperty("enum", out var values) ? values.EnumerateArray().Select(v => v.ToString()) : [], where);
                property.Rules.Range.ShouldBe(new Bounds(Number(rule, "minimum"), Number(rule, "maximum")), where);
                property.Rules.Default.ShouldBe(rule.TryGetProperty("default", out var value) && !property.IsRequired ? value.ToString().Replace("True", "true", StringComparison.Ordinal).Replace("False", "false", StringComparison.Ordinal) : null, where);
                property.Rules.Conflicts.ShouldBe(Siblings(rule, "conflictsWith"), where);
                property.Rules.Needs.ShouldBe(Siblings(rule, "requiredWith"), where);
            }
        }
    }

    [Fact]
    public void Version_OfTheTables_IsThatOfThePackage() =>
        File.ReadAllText(Path.Combine(Repository(), "Directory.Packages.props"))
            .ShouldContain($"Include=\"Pulumi.DigitalOcean\" Version=\"{_catalog.Find(TableKind.Package, Package)!.Version}\"");

    private static void ShouldHaveTheObjectsOfTheSchema(Table table)
    {
        foreach (var type in table.Objects)
        {
            var schema = Schema("types", $"digitalocean:index/{type.Name}:{type.Name}");
            type.Fields.Select(Line).Order(StringComparer.Ordinal).ShouldBe(Lines("field", schema).Order(StringComparer.Ordinal), type.Name);
        }
    }

    private static IEnumerable<(string Path, TableProperty Property)> Paths(Table table, IEnumerable<TableProperty> properties, string above, int depth) =>
        properties.SelectMany(p => Nested(table, p, above + p.Name, depth).Prepend((above + p.Name, p)));

    private static IEnumerable<(string, TableProperty)> Nested(Table table, TableProperty property, string path, int depth) =>
        depth < 10 && property.Type.Innermost is ObjectType named
            ? Paths(table, table.Objects.Single(o => o.Name == named.Name).Fields, path + (property.Type is ListType ? "[*]." : "."), depth + 1)
            : [];

    private static IEnumerable<string> Lines(string role, JsonElement schema) => schema.ValueKind != JsonValueKind.Object || !schema.TryGetProperty("properties", out var properties)
        ? []
        : properties.EnumerateObject().Select(p => Line(role, p.Name, p.Value, p.Value, Strings(schema, "required").Contains(p.Name), false));

    private static string Line(string role, string name, JsonElement given, JsonElement kept, bool isRequired, bool isThere) =>
        $"{role} {name} {TypeOf(given)}{Flag(given, "deprecated")}{(Is(given, "secret") || Is(kept, "secret") ? " secret" : "")}{(isRequired ? " required" : "")}{(isThere ? " there" : "")}";

    private static string Line(TableProperty property) =>
        $"{property.Role.ToString().ToLowerInvariant()} {property.Name} {property.Type}{(property.Has(Traits.Deprecated) ? " deprecated" : "")}{(property.IsSecret ? " secret" : "")}{(property.IsRequired ? " required" : "")}";

    private static string Flag(JsonElement element, string name) => Is(element, name) ? " " + name : "";

    private static bool Is(JsonElement element, string name) => element.TryGetProperty(name, out var flag) && flag.ValueKind == JsonValueKind.True;

    private static string TypeOf(JsonElement schema)
    {
        if (schema.TryGetProperty("oneOf", out var cases))
        {
            return "string|" + cases.EnumerateArray().Where(c => c.TryGetProperty("$ref", out _)).Select(TypeOf).Single();
        }

        if (schema.TryGetProperty("$ref", out var reference))
        {
            return reference.GetString()!.Split(':')[^1];
        }

        return schema.GetProperty("type").GetString() switch
        {
            "array" => TypeOf(schema.GetProperty("items")) + "[]",
            "object" => $"map<{TypeOf(schema.GetProperty("additionalProperties"))}>",
            "integer" => "int",
            "boolean" => "bool",
            var other => other!,
        };
    }

    private static string[] Strings(JsonElement element, string name) =>
        element.TryGetProperty(name, out var list) ? [.. list.EnumerateArray().Select(e => e.GetString()!)] : [];

    private static IEnumerable<string> Siblings(JsonElement rule, string name) => Strings(rule, name).Select(path => path.Split('.')[^1]);

    private static double? Number(JsonElement rule, string name) => rule.TryGetProperty(name, out var number) ? number.GetDouble() : null;

    private static JsonElement Schema(string section, string token) => Data(SchemaFile).GetProperty(section).GetProperty(token);

    private static JsonElement Data(string file)
    {
        var data = SharedData.Read(file);
        Skip.If(data is null, $"{file} is not beside the checkout (INFRA_SHARED)");
        return data!.Value;
    }

    private static string Repository()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory!.FullName, "Infra.sln")))
        {
            directory = directory.Parent;
        }

        return directory.FullName;
    }
}
