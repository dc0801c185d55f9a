using System.CommandLine;
using Infra.Cli.Doctor;
using Infra.Engine.Diagnostics;

namespace Infra.Cli.Commands;

/// <summary>`infra doctor`.</summary>
internal static class DoctorCommand
{
    public static Command Create(CommandSet set)
    {
        var json = new Option<bool>("--json", "-j") { Description = "As JSON" };
        var prune = new Option<bool>("--prune") { Description = "First remove cached images of local machines that no machine uses and nobody has asked for in a while" };
        var unused = new Option<int>("--unused-for") { Description = "With --prune: for how many days (30)", HelpName = "days", DefaultValueFactory = _ => MachineChecks.UnusedDays };
        unused.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 0 or > 3650)
            {
                result.AddError("--unused-for is from 0 to 3650 days");
            }
        });
        return set.Add(new Command("doctor", "Look at everything an operation will need") { json, prune, unused }, async invocation =>
        {
            IReadOnlyList<Finding> findings =
            [
                .. invocation.Get(prune) ? [await new MachineChecks(invocation.Host).PruneAsync(invocation.Get(unused), CancellationToken.None)] : Array.Empty<Finding>(),
                .. await new Checkup(invocation.Host).RunAsync(invocation.Directory, CancellationToken.None),
            ];
            if (invocation.Get(json))
            {
                invocation.Screen.Write(DoctorReport.RenderJson(findings));
            }
            else
            {
                invocation.Screen.Write(DoctorReport.Render(findings));
            }

            return findings.Any(finding => finding.Health == Health.Fail) ? ExitCodes.Error : ExitCodes.Success;
        });
    }
}
