using System.Collections.Immutable;
using Infra.Machine.Provider.Inputs;

namespace Infra.Machine.Provider.Configurations;

/// <summary>A systemd service.</summary>
/// <param name="Enabled">Starts when the server does.</param>
/// <param name="Running">Runs now.</param>
/// <param name="ReloadOn">Paths or patterns; a change of one reloads it.</param>
/// <param name="RestartOn">Paths or patterns; a change of one restarts it.</param>
/// <param name="Reload">"reload", or "restart" for one that cannot reload.</param>
/// <param name="Check">A command that must succeed before; otherwise the old files are put back. "" for none.</param>
internal sealed record WantedService(bool Enabled, bool Running, ImmutableArray<string> ReloadOn, ImmutableArray<string> RestartOn, string Reload, string Check)
{
    public static WantedService Read(InputReader inputs)
    {
        var how = inputs.Text("reload", byDefault: "reload");
        inputs.Demand(how is "reload" or "restart", "reload", "must be 'reload' or 'restart'");
        return new(
            inputs.Flag("enabled", byDefault: true), inputs.Flag("running", byDefault: true), inputs.Texts("reloadOn"), inputs.Texts("restartOn"), how, inputs.OptionalText("check") ?? "");
    }
}
