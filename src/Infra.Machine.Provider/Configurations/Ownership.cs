using Infra.Machine.Provider.Inputs;

namespace Infra.Machine.Provider.Configurations;

/// <summary>Whom a file or directory belongs to, and who may do what with it.</summary>
/// <param name="Owner">A user.</param>
/// <param name="Group">A group.</param>
/// <param name="Mode">Octal, as in 0644.</param>
internal sealed record Ownership(string Owner, string Group, string Mode)
{
    public static Ownership Read(InputReader inputs, string mode)
    {
        var read = new Ownership(inputs.Text("owner", byDefault: "root"), inputs.Text("group", byDefault: "root"), inputs.Text("mode", byDefault: mode));
        inputs.Demand(read.Mode.Length is 3 or 4 && read.Mode.All(c => c is >= '0' and <= '7'), "mode", $"'{read.Mode}' is not a mode; write it like {mode}");
        return read;
    }
}
