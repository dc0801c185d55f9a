using Infra.Tables.Format;

namespace Pulumi.Generator.Emit;

/// <summary>A resource: its class, its args, its state, and the classes of the objects inside.</summary>
internal static class ResourceEmitter
{
    public static string Emit(PackageNames package, Table table)
    {
        var code = new CodeWriter("System.Collections.Generic", "System.Collections.Immutable");
        var space = package.NamespaceOf(table);
        var given = new TypeNames(space, package.Namespace, "Args", "");
        var state = given with { ArgsSuffix = "GetArgs" };
        var inputs = table.Properties.Where(p => p.Role == PropertyRole.Input).ToList();

        code.Open($"namespace {space}");
        Class(code, package, table, given);
        ArgsEmitter.Emit(code, table.Name + "Args", "ResourceArgs", inputs, given);
        ArgsEmitter.Emit(code, table.Name + "State", "ResourceArgs", table.Properties, state, allOptional: true);
        code.Close();

        code.Open($"namespace {space}.Inputs");
        foreach (var type in Reach.Of(table, inputs))
        {
            ArgsEmitter.Emit(code, given.ArgsClass(type.Name), "ResourceArgs", type.Fields, given);
        }

        foreach (var type in Reach.Of(table, table.Properties))
        {
            ArgsEmitter.Emit(code, state.ArgsClass(type.Name), "ResourceArgs", type.Fields, state);
        }

        code.Close();

        code.Open($"namespace {space}.Outputs");
        foreach (var type in Reach.Of(table, table.Properties))
        {
            OutputTypeEmitter.Emit(code, given.ResultClass(type.Name), type.Fields, given);
        }

        code.Close();
        return code.ToString();
    }

    private static void Class(CodeWriter code, PackageNames package, Table table, TypeNames types)
    {
        var (name, token) = (table.Name, Names.Literal(table.Token));
        code.Line();
        code.Line($"[{package.ResourceTypeAttribute}({token})]");
        code.Line($"public partial class {name} : global::Pulumi.CustomResource");
        code.OpenBrace();
        foreach (var property in ArgsEmitter.Sorted(table.Properties))
        {
            code.Line();
            code.Line($"[Output({Names.Literal(property.Name)})]");
            code.Line($"public Output<{OutputTypeEmitter.Nullable(types.Output(property.Type), property)}> {Names.Pascal(property.Name)} {{ get; private set; }} = null!;");
        }

        var args = table.Properties.Any(p => p.IsRequired) ? $"{name}Args args" : $"{name}Args? args = null";
        code.Line();
        code.Line($"public {name}(string name, {args}, CustomResourceOptions? options = null)");
        code.Line($"    : base({token}, name, args ?? new {name}Args(), MakeResourceOptions(options, \"\"))");
        code.OpenBrace();
        code.Close();
        code.Line();
        code.Line($"private {name}(string name, Input<string> id, {name}State? state = null, CustomResourceOptions? options = null)");
        code.Line($"    : base({token}, name, state, MakeResourceOptions(options, id))");
        code.OpenBrace();
        code.Close();
        code.Open($"public static {name} Get(string name, Input<string> id, {name}State? state = null, CustomResourceOptions? options = null)");
        code.Line($"return new {name}(name, id, state, options);");
        code.Close();
        Options(code, package, table);
        code.Close();
    }

    private static void Options(CodeWriter code, PackageNames package, Table table)
    {
        code.Open("private static CustomResourceOptions MakeResourceOptions(CustomResourceOptions? options, Input<string>? id)");
        code.Line("var defaults = new CustomResourceOptions");
        code.OpenBrace();
        code.Line($"Version = {package.Utilities}.Version,");
        var secrets = ArgsEmitter.Sorted(table.Properties.Where(p => p.IsSecret)).Select(p => Names.Literal(p.Name)).ToList();
        if (secrets.Count > 0)
        {
            code.Line($"AdditionalSecretOutputs = {{ {string.Join(", ", secrets)} }},");
        }

        code.Close(";");
        code.Line("var merged = CustomResourceOptions.Merge(defaults, options);");
        code.Line("merged.Id = id ?? merged.Id;");
        code.Line("return merged;");
        code.Close();
    }
}
