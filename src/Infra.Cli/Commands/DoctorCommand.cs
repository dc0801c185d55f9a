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
        return set.Add(new Command("doctor", "Look at everything an operation will need") { json }, async invocation =>
        {
            var findings = await new Checkup(invocation.Host).RunAsync(invocation.Directory, CancellationToken.None);
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
