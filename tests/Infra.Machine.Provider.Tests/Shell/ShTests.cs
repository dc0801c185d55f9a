using System.Text;
using FsCheck;
using FsCheck.Xunit;
using Infra.Machine.Provider.Shell;
using Infra.Machine.Provider.Tests.Support;
using Infra.Protocol.Providers;

namespace Infra.Machine.Provider.Tests.Shell;

public sealed class ShTests
{
    [Property(MaxTest = 20, StartSize = 20)]
    public bool Quote_AnyTexts_SurviveTheShell(NonNull<string>[] texts) => Survive([.. texts.Select(t => t.Get.Replace("\0", "", StringComparison.Ordinal))]);

    [Fact]
    public void Quote_TextsOfMeaningToShells_SurviveTheShell() => Survive(
        ["", "'", "''", "'\\''", "$HOME", "`id`", "$(id)", "a b", "\n", "\\", "\"", "*", "~", "!!", "-n", "%s", "a\nINFRA\nb", "#", ";", "&", "|", "\t", "\r\n", "é", "\u2028", "\u0001"])
        .ShouldBeTrue();

    [Fact]
    public void Quote_Nul_IsRefused() => Should.Throw<ProviderException>(() => Sh.Quote("a\0b")).Message.ShouldContain("NUL");

    private static bool Survive(string[] texts)
    {
        var script = string.Concat(texts.Select(t => $"printf '%s\\0' {Sh.Quote(t)}\n"));
        var said = Tool.RunAsync("sh", ["-s"], script).GetAwaiter().GetResult();
        // Halves of surrogate pairs have no form in UTF-8.
        return said.ExitCode == 0 && said.Output == string.Concat(texts.Select(t => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(t)) + "\0"));
    }
}
