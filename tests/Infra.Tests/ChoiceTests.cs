using Pulumi;

namespace Infra.Tests;

public sealed class ChoiceTests
{
    private static readonly SortedDictionary<string, int> _choices = new() { ["nginx"] = 1, ["apache"] = 2 };

    [Fact]
    public void Of_AKnownName_IsWhatItStandsFor() => Choice.Of("webServer", "apache", _choices).ShouldBe(2);

    [Fact]
    public void Of_AnUnknownName_SuggestsAndLists()
    {
        var error = Should.Throw<RunException>(() => Choice.Of("webServer", "nginxx", _choices));

        error.Message.ShouldContain("INF6013: webServer: There is no webServer 'nginxx'. Did you mean 'nginx'?");
        error.Message.ShouldContain("Known are apache, nginx");
    }
}
