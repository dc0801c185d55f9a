using Infra.Machine.Provider.Inputs;

namespace Infra.Machine.Provider.Releases;

/// <summary>A command that makes a release ready.</summary>
/// <param name="Name">For people.</param>
/// <param name="Run">For the shell, in the release's directory.</param>
/// <param name="AsRoot">Otherwise as the release's owner.</param>
/// <param name="Unless">If this succeeds there is nothing to do; "" for always.</param>
internal sealed record PrepareStep(string Name, string Run, bool AsRoot, string Unless)
{
    public static PrepareStep Read(InputReader inputs)
    {
        var user = inputs.Text("as", byDefault: "owner");
        inputs.Demand(user is "owner" or "root", "as", "must be 'owner' or 'root'");
        return new(inputs.Text("name"), inputs.Text("run"), user == "root", inputs.OptionalText("unless") ?? "");
    }
}
