using Infra.Tables.Format;

namespace Pulumi.Generator.Emit;

/// <summary>A provider function: the class that calls it, its args of both kinds, its result.</summary>
internal static class FunctionEmitter
{
    public static string Emit(PackageNames package, Table table)
    {
        var code = new CodeWriter("System.Collections.Generic", "System.Collections.Immutable", "System.Threading.Tasks");
        var (name, space) = (Names.Pascal(table.Name), package.NamespaceOf(table));
        var plain = new TypeNames(space, package.Namespace, "Args", "Result");
        var later = plain with { ArgsSuffix = "InputArgs" };
        var inputs = table.Properties.Where(p => p.Role == PropertyRole.Input).ToList();
        var outputs = table.Properties.Where(p => p.Role == PropertyRole.Output).ToList();

        code.Open($"namespace {space}");
        Class(code, package, table, name);
        if (inputs.Count > 0)
        {
            ArgsEmitter.EmitPlain(code, name + "Args", inputs, plain);
            ArgsEmitter.Emit(code, name + "InvokeArgs", "InvokeArgs", inputs, later);
        }

        OutputTypeEmitter.Emit(code, name + "Result", outputs, plain);
        code.Close();

        code.Open($"namespace {space}.Inputs");
        foreach (var type in Reach.Of(table, inputs))
        {
            ArgsEmitter.EmitPlain(code, plain.ArgsClass(type.Name), type.Fields, plain);
            ArgsEmitter.Emit(code, later.ArgsClass(type.Name), "ResourceArgs", type.Fields, later);
        }

        code.Close();

        code.Open($"namespace {space}.Outputs");
        foreach (var type in Reach.Of(table, outputs))
        {
            OutputTypeEmitter.Emit(code, plain.ResultClass(type.Name), type.Fields, plain);
        }

        code.Close();
        return code.ToString();
    }

    private static void Class(CodeWriter code, PackageNames package, Table table, string name)
    {
        var inputs = table.Properties.Where(p => p.Role == PropertyRole.Input).ToList();
        var mayBeLeftOut = inputs.All(p => !p.IsRequired);
        code.Open($"public static class {name}");
        Method($"Task<{name}Result>", "InvokeAsync", Args(name + "Args", mayBeLeftOut), "InvokeOptions? options = null", name + "Args");
        Method($"Output<{name}Result>", "Invoke", Args(name + "InvokeArgs", mayBeLeftOut), "InvokeOptions? options = null", name + "InvokeArgs");
        Method($"Output<{name}Result>", "Invoke", Args(name + "InvokeArgs", false), "InvokeOutputOptions options", name + "InvokeArgs");
        code.Close();

        string Args(string type, bool optional) => inputs.Count == 0 ? "" : optional ? $"{type}? args = null, " : $"{type} args, ";

        void Method(string result, string method, string args, string options, string type)
        {
            var given = inputs.Count == 0 ? "global::Pulumi.InvokeArgs.Empty" : $"args ?? new {type}()";
            code.Line();
            code.Line($"public static {result} {method}({args}{options})");
            code.Line($"    => global::Pulumi.Deployment.Instance.{method}<{name}Result>({Names.Literal(table.Token)}, {given}, {package.Utilities}.WithDefaults(options));");
        }
    }
}
