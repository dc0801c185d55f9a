using Infra.Tables.Format;

namespace Pulumi.Generator.Emit;

/// <summary>What a package has once: its provider, its configuration, its version.</summary>
internal static class PackageEmitter
{
    public static string Emit(PackageNames package, Table table)
    {
        var code = new CodeWriter("System");
        var types = new TypeNames(package.Namespace, package.Namespace, "Args", "");
        code.Open($"namespace {package.Namespace}");
        Provider(code, package, table, types);
        ProviderArgs(code, table, types);
        Config(code, package, table);
        Utilities(code, package);
        code.Close();
        return code.ToString();
    }

    private static void Provider(CodeWriter code, PackageNames package, Table table, TypeNames types)
    {
        code.Line($"[{package.ResourceTypeAttribute}(\"pulumi:providers:{package.Name}\")]");
        code.Line("public partial class Provider : global::Pulumi.ProviderResource");
        code.OpenBrace();
        // The engine keeps a provider's configuration as text: what is no text is no output.
        foreach (var property in ArgsEmitter.Sorted(table.Properties.Where(IsText)))
        {
            code.Line($"[Output({Names.Literal(property.Name)})]");
            code.Line($"public Output<{types.Output(property.Type)}?> {Names.Pascal(property.Name)} {{ get; private set; }} = null!;");
            code.Line();
        }

        code.Line("public Provider(string name, ProviderArgs? args = null, CustomResourceOptions? options = null)");
        code.Line($"    : base({Names.Literal(package.Name)}, name, args ?? new ProviderArgs(), MakeResourceOptions(options, \"\"))");
        code.OpenBrace();
        code.Close();
        code.Open("private static CustomResourceOptions MakeResourceOptions(CustomResourceOptions? options, Input<string>? id)");
        code.Line("var merged = CustomResourceOptions.Merge(new CustomResourceOptions { Version = Utilities.Version }, options);");
        code.Line("merged.Id = id ?? merged.Id;");
        code.Line("return merged;");
        code.Close();
        code.Close();
    }

    private static void ProviderArgs(CodeWriter code, Table table, TypeNames types)
    {
        code.Open("public sealed class ProviderArgs : global::Pulumi.ResourceArgs");
        foreach (var property in ArgsEmitter.Sorted(table.Properties))
        {
            code.Line(IsText(property) ? $"[Input({Names.Literal(property.Name)})]" : $"[Input({Names.Literal(property.Name)}, json: true)]");
            code.Line($"public {types.Input(property.Type)}? {Names.Pascal(property.Name)} {{ get; set; }}");
            code.Line();
        }

        code.Line("public ProviderArgs()");
        code.OpenBrace();
        foreach (var property in ArgsEmitter.Sorted(table.Properties).Where(p => Fallbacks(p).Any()))
        {
            var value = string.Join(" ?? ", Fallbacks(property));
            code.Line(property.Rules.Default is null
                ? $"if (({value}) is {{ }} {Names.Parameter(property.Name)}) {Names.Pascal(property.Name)} = {Names.Parameter(property.Name)};"
                : $"{Names.Pascal(property.Name)} = {value};");
        }

        code.Close();
        code.Line();
        code.Line("public static new ProviderArgs Empty => new ProviderArgs();");
        code.Close();
    }

    /// <summary>The stack's configuration; what a program sets takes its place.</summary>
    private static void Config(CodeWriter code, PackageNames package, Table table)
    {
        code.Open("public static class Config");
        code.Line($"private static readonly global::Pulumi.Config _config = new global::Pulumi.Config({Names.Literal(package.Name)});");
        foreach (var property in ArgsEmitter.Sorted(table.Properties))
        {
            var (type, getter, field) = (Names.Scalar(((ScalarType)property.Type).Scalar), Getter(property), "_" + property.Name);
            var value = string.Join(" ?? ", Fallbacks(property).Prepend($"_config.{getter}({Names.Literal(property.Name)})"));
            code.Line();
            code.Line($"private static (bool IsSet, {type}? Value) {field};");
            code.Open($"public static {type}? {Names.Pascal(property.Name)}");
            code.Line($"get => {field}.IsSet ? {field}.Value : {value};");
            code.Line($"set => {field} = (true, value);");
            code.Close();
        }

        code.Close();
    }

    private static void Utilities(CodeWriter code, PackageNames package)
    {
        code.Open("internal static class Utilities");
        code.Line($"public static string Version => {Names.Literal(package.Version)};");
        foreach (var type in (string[])["InvokeOptions", "InvokeOutputOptions"])
        {
            code.Open($"public static {type} WithDefaults({type}? options)");
            code.Line($"options ??= new {type}();");
            code.Line("options.Version ??= Version;");
            code.Line("return options;");
            code.Close();
        }

        code.Close();
        code.Open($"internal sealed class {package.Short}ResourceTypeAttribute : global::Pulumi.ResourceTypeAttribute");
        code.Line($"public {package.Short}ResourceTypeAttribute(string type)");
        code.Line("    : base(type, Utilities.Version)");
        code.OpenBrace();
        code.Close();
        code.Close();
    }

    private static IEnumerable<string> Fallbacks(TableProperty property)
    {
        var own = property.Rules.Environment.Select(name => $"Environment.GetEnvironmentVariable({Names.Literal(name)})");
        return property.Rules.Default is { } value ? own.Append(Names.Literal(value)) : own;
    }

    private static string Getter(TableProperty property) => ((ScalarType)property.Type).Scalar switch
    {
        Scalar.Bool => "GetBoolean",
        Scalar.Int => "GetInt32",
        Scalar.Number => "GetDouble",
        _ => "Get",
    };

    private static bool IsText(TableProperty property) => property.Type is ScalarType { Scalar: Scalar.String };
}
