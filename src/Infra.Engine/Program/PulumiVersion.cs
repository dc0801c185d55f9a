using Infra.Engine.Diagnostics;
using Infra.Engine.Plugins;

namespace Infra.Engine.Program;

/// <summary>The version of Pulumi whose protocol and files this engine follows; what programs and projects may require is held against it.</summary>
internal static class PulumiVersion
{
    public static SemanticVersion Compatible { get; } = new(3, 259, 0, "");

    /// <param name="range">As programs and Pulumi.yaml write it: &gt;=3.100.0 &lt;4.0.0.</param>
    /// <param name="who">Who requires it, for messages.</param>
    /// <param name="place">The file it is written in; "" for none.</param>
    /// <exception cref="InfraException">INF4307: it is no range. INF4308: this engine is not in it.</exception>
    public static void Require(string range, string who, string place)
    {
        var wanted = VersionRange.TryParse(range) ?? throw new InfraException(
            DiagnosticCodes.VersionRangeMalformed, $"{who} requires the Pulumi version '{range}', which is no range of versions", "A range is made of full versions: '>=3.100.0', '>=3.5.0 !3.7.7', '<3.4.0 || >3.8.0', '3.x'.",
            "Correct the range.", place, ExitCodes.Configuration);
        if (!wanted.Contains(Compatible))
        {
            throw new InfraException(
                DiagnosticCodes.VersionNotSatisfied, $"{who} requires Pulumi '{range}', and this engine does what Pulumi {Compatible} does", $"{Compatible} is not in that range.",
                "Widen the range if the program needs nothing else, or use an engine of such a version.", place, ExitCodes.Configuration);
        }
    }
}
