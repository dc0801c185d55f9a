using Infra.Tables.Format;

namespace Pulumi.Generator.Emit;

/// <summary>Classes of what the engine returns.</summary>
internal static class OutputTypeEmitter
{
    public static void Emit(CodeWriter code, string name, IEnumerable<TableProperty> members, TypeNames types)
    {
        var sorted = ArgsEmitter.Sorted(members).Select(m => (m.Name, Type: Nullable(types.Output(m.Type), m))).ToList();
        code.Line();
        code.Line("[OutputType]");
        code.Line($"public sealed class {name}");
        code.OpenBrace();
        foreach (var (member, type) in sorted)
        {
            code.Line($"public readonly {type} {Names.Pascal(member)};");
        }

        code.Line();
        code.Line("[OutputConstructor]");
        code.Line($"private {name}({string.Join(", ", sorted.Select(m => $"{m.Type} {Names.Parameter(m.Name)}"))})");
        code.OpenBrace();
        foreach (var (member, _) in sorted)
        {
            code.Line($"{Names.Pascal(member)} = {Names.Parameter(member)};");
        }

        code.Close();
        code.Close();
    }

    /// <summary>Lists are empty where there is none; everything else that may be absent is nullable.</summary>
    public static string Nullable(string type, TableProperty member) =>
        member.Type is ListType || IsThere(member) ? type : type + "?";

    private static bool IsThere(TableProperty member) => member.Role == PropertyRole.Field ? member.IsRequired : member.IsAlwaysThere;
}
