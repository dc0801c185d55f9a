using Infra.Machine.Provider.Inputs;

namespace Infra.Machine.Provider.Configurations;

/// <summary>A command, the test that makes it unnecessary, and what takes away what it made; "" for none.</summary>
internal sealed record WantedCommand(string Unless, string Run, string Undo)
{
    public static WantedCommand Read(InputReader inputs) => new(inputs.OptionalText("unless") ?? "", inputs.Text("run"), inputs.OptionalText("undo") ?? "");
}
