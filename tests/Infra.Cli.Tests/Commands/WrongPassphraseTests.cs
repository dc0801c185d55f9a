using Infra.Cli.Tests.Support;

namespace Infra.Cli.Tests.Commands;

/// <summary>A passphrase that is not that of the stack, although nothing in the state is secret.</summary>
public sealed class WrongPassphraseTests : IDisposable
{
    private readonly CliWorkspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task Up_WithAWrongPassphrase_IsRefusedBeforeAnythingIsMade()
    {
        _workspace.Write("Pulumi.dev.yaml", $"encryptionsalt: {CliWorkspace.Salt}\n");
        _workspace.Program = (_, program) => program.ThingAsync("a", [new("size", 1)]);
        _workspace.Variables["PULUMI_CONFIG_PASSPHRASE"] = "not it";

        var outcome = await _workspace.RunAsync("up", "-s", "dev", "--yes");

        (outcome.Err + outcome.Out).ShouldContain("The passphrase is wrong");
        (outcome.Err + outcome.Out).ShouldNotContain("not it");
        outcome.Code.ShouldNotBe(0);
        _workspace.Shelf.Things.ShouldBeEmpty();

        _workspace.Variables.Remove("PULUMI_CONFIG_PASSPHRASE");
        (await _workspace.RunAsync("up", "-s", "dev", "--yes")).ShouldSucceed();
        _workspace.Shelf.Things.ShouldHaveSingleItem();
    }
}
