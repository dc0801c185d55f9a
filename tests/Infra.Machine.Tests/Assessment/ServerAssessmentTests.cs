using Infra.Applications;
using Infra.Databases;
using Infra.Hosting;
using Infra.Machine.Assessment;
using Infra.Machine.Tests.Support;

namespace Infra.Machine.Tests.Assessment;

public sealed class ServerAssessmentTests
{
    private static readonly Declaration _shop = new() { Host = new NoHost(), Application = new Django("shop"), Database = new PostgreSql() };

    [Fact]
    public void OfOneServer_OfTheDefaults_HasNothingToSay() => ServerAssessment.OfOneServer(_shop).ShouldBeEmpty();

    [Fact]
    public void OfOneServer_OfMore_NamesWhatIsImpossibleAndWhatIsNotDone()
    {
        var findings = ServerAssessment.OfOneServer(_shop with
        {
            Hardware = new() { Servers = 2 },
            Database = new MariaDb { Placement = Placement.Managed },
            Monitoring = new() { To = "ops@example.org" },
        });

        findings.Select(finding => (finding.Subject, finding.Verdict)).ShouldBe(
        [
            ("Hardware.Servers", Verdict.Impossible),
            ("Database.Placement", Verdict.Impossible),
            ("Monitoring", Verdict.Emulated),
        ]);
    }

    [Theory]
    [InlineData("14", "Database.Version")]
    [InlineData("15", null)]
    public void Of_AVersion_IsImpossibleUnlessDebianHasIt(string version, string? subject) =>
        ServerAssessment.Of(_shop with { Database = new PostgreSql { Version = version } })
            .Where(finding => finding.Verdict == Verdict.Impossible).Select(finding => finding.Subject).ShouldBe(subject is null ? [] : [subject]);
}
