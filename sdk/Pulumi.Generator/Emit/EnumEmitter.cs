using Infra.Tables.Format;

namespace Pulumi.Generator.Emit;

/// <summary>Names for strings, as a struct that only they make.</summary>
internal static class EnumEmitter
{
    public static string Emit(PackageNames package, Table table)
    {
        var code = new CodeWriter("System", "System.ComponentModel");
        var name = table.Name;
        code.Open($"namespace {package.NamespaceOf(table)}");
        code.Line("[EnumType]");
        code.Line($"public readonly struct {name} : IEquatable<{name}>");
        code.OpenBrace();
        code.Line("private readonly string _value;");
        code.Line();
        code.Line($"private {name}(string value) => _value = value ?? throw new ArgumentNullException(nameof(value));");
        code.Line();
        foreach (var member in table.Members)
        {
            code.Line($"public static {name} {member.Name} {{ get; }} = new {name}({Names.Literal(member.Value)});");
        }

        code.Line();
        code.Line($"public static bool operator ==({name} left, {name} right) => left.Equals(right);");
        code.Line();
        code.Line($"public static bool operator !=({name} left, {name} right) => !left.Equals(right);");
        code.Line();
        code.Line($"public static explicit operator string({name} value) => value._value;");
        code.Line();
        code.Line("[EditorBrowsable(EditorBrowsableState.Never)]");
        code.Line($"public override bool Equals(object? obj) => obj is {name} other && Equals(other);");
        code.Line();
        code.Line($"public bool Equals({name} other) => string.Equals(_value, other._value, StringComparison.Ordinal);");
        code.Line();
        code.Line("[EditorBrowsable(EditorBrowsableState.Never)]");
        code.Line("public override int GetHashCode() => _value is null ? 0 : StringComparer.Ordinal.GetHashCode(_value);");
        code.Line();
        code.Line("public override string ToString() => _value;");
        code.Close();
        code.Close();
        return code.ToString();
    }
}
