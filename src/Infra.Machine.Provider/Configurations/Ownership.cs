using System.Text.RegularExpressions;
using Infra.Machine.Provider.Inputs;

namespace Infra.Machine.Provider.Configurations;

/// <summary>Whom a file or directory belongs to, and who may do what with it.</summary>
/// <param name="Owner">A user.</param>
/// <param name="Group">A group.</param>
/// <param name="Mode">Octal, as in 0644.</param>
internal sealed partial record Ownership(string Owner, string Group, string Mode)
{
    /// <summary>As stat prints it.</summary>
    public string ShortMode => Mode.TrimStart('0') is { Length: > 0 } digits ? digits : "0";

    public static Ownership Read(InputReader inputs, string mode)
    {
        var read = new Ownership(inputs.Text("owner", byDefault: "root"), inputs.Text("group", byDefault: "root"), inputs.Text("mode", byDefault: mode));
        inputs.Demand(read.Mode.Length is 3 or 4 && read.Mode.All(c => c is >= '0' and <= '7'), "mode", $"'{read.Mode}' is not a mode; write it like {mode}");
        inputs.Demand(Name().IsMatch(read.Owner), "owner", $"'{read.Owner}' is not a name");
        inputs.Demand(Name().IsMatch(read.Group), "group", $"'{read.Group}' is not a name");
        return read;
    }

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_.-]*\z")]
    private static partial Regex Name();
}
