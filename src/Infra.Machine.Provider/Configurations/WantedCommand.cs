using Infra.Machine.Provider.Inputs;

namespace Infra.Machine.Provider.Configurations;

/// <summary>A command and the test that makes it unnecessary.</summary>
internal sealed record WantedCommand(string Unless, string Run)
{
    public static WantedCommand Read(InputReader inputs) => new(inputs.OptionalText("unless") ?? "", inputs.Text("run"));
}
