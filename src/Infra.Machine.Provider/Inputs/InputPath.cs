using System.Text.RegularExpressions;

namespace Infra.Machine.Provider.Inputs;

/// <summary>Paths to properties as people and the engine write them: files["/etc/hosts"].mode, packages[2].</summary>
internal static partial class InputPath
{
    public static string Append(string parent, string name) =>
        !Identifier().IsMatch(name) ? $"{parent}[\"{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"]"
        : parent.Length == 0 ? name
        : $"{parent}.{name}";

    public static string Append(string parent, int index) => $"{parent}[{index}]";

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_\-]*\z")]
    private static partial Regex Identifier();
}
