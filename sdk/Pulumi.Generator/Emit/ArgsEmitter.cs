using Infra.Tables.Format;

namespace Pulumi.Generator.Emit;

/// <summary>Classes of what a program gives.</summary>
internal static class ArgsEmitter
{
    /// <summary>A class whose values may not be known yet.</summary>
    /// <param name="code">Where to.</param>
    /// <param name="name">Of the class.</param>
    /// <param name="parent">ResourceArgs or InvokeArgs.</param>
    /// <param name="members">Its members, by name.</param>
    /// <param name="types">How types are written.</param>
    /// <param name="allOptional">Nothing is required.</param>
    public static void Emit(CodeWriter code, string name, string parent, IEnumerable<TableProperty> members, TypeNames types, bool allOptional = false)
    {
        Begin(code, name, parent);
        foreach (var member in Sorted(members))
        {
            var required = member.IsRequired && !allOptional;
            if (member.Type is ListType or MapType)
            {
                Collection(code, member, types.Input(member.Type), required);
            }
            else if (member.IsSecret)
            {
                Secret(code, member, types.Input(member.Type), required);
            }
            else
            {
                Single(code, member, types.Input(member.Type), required);
            }
        }

        End(code, name);
    }

    /// <summary>A class of plain values, for a function called at once.</summary>
    public static void EmitPlain(CodeWriter code, string name, IEnumerable<TableProperty> members, TypeNames types)
    {
        Begin(code, name, "InvokeArgs");
        foreach (var member in Sorted(members))
        {
            if (member.Type is ListType or MapType)
            {
                Collection(code, member, types.Plain(member.Type), member.IsRequired);
            }
            else
            {
                Single(code, member, types.Plain(member.Type), member.IsRequired);
            }
        }

        End(code, name);
    }

    /// <summary>Members come in the order of the official package.</summary>
    public static IEnumerable<TableProperty> Sorted(IEnumerable<TableProperty> members) => members.OrderBy(m => m.Name, StringComparer.Ordinal);

    private static void Begin(CodeWriter code, string name, string parent) => code.Open($"public sealed class {name} : global::Pulumi.{parent}");

    private static void End(CodeWriter code, string name)
    {
        code.Open($"public {name}()");
        code.Close();
        code.Line();
        code.Line($"public static new {name} Empty => new {name}();");
        code.Close();
    }

    private static void Single(CodeWriter code, TableProperty member, string type, bool required)
    {
        code.Line();
        code.Line(Attribute(member, required));
        var initial = required && type is not ("bool" or "int" or "double") ? " = null!;" : "";
        code.Line($"public {type}{(required ? "" : "?")} {Names.Pascal(member.Name)} {{ get; set; }}{initial}");
    }

    private static void Collection(CodeWriter code, TableProperty member, string type, bool required)
    {
        var field = "_" + member.Name;
        code.Line();
        code.Line(Attribute(member, required));
        code.Line($"private {type}? {field};");
        code.Open($"public {type} {Names.Pascal(member.Name)}");
        code.Line($"get => {field} ??= new {type}();");
        code.Line($"set => {field} = value;");
        code.Close();
    }

    private static void Secret(CodeWriter code, TableProperty member, string type, bool required)
    {
        var field = "_" + member.Name;
        code.Line();
        code.Line(Attribute(member, required));
        code.Line($"private {type}? {field};");
        code.Open($"public {type}? {Names.Pascal(member.Name)}");
        code.Line($"get => {field};");
        code.Line("set");
        code.OpenBrace();
        code.Line("var secret = global::Pulumi.Output.CreateSecret(0);");
        code.Line($"{field} = global::Pulumi.Output.Tuple<{type}?, int>(value, secret).Apply(both => both.Item1);");
        code.Close();
        code.Close();
    }

    private static string Attribute(TableProperty member, bool required) =>
        required ? $"[Input({Names.Literal(member.Name)}, required: true)]" : $"[Input({Names.Literal(member.Name)})]";
}
