using FsCheck.Xunit;
using Infra.Machine.Rendering.Runtimes;

namespace Infra.Machine.Tests.Rendering.Runtimes;

public sealed class EnvironmentFileTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("""a"b\c$d`e""", """a\"b\\c\$d\`e""")]
    public void Escape_OfAValue_QuotesWhatSystemdReads(string value, string escaped) => EnvironmentFile.Escape(value).ShouldBe(escaped);

    [Property]
    public void Escape_OfAnyValue_ComesBackAsItWas(string? value) => Unescape(EnvironmentFile.Escape(value ?? "")).ShouldBe(value ?? "");

    [Fact]
    public void Render_OfVariables_IsInTheOrderOfTheirNames() =>
        EnvironmentFile.Render(new Dictionary<string, string> { ["B"] = "2", ["A"] = "1" }).ShouldBe("A=\"1\"\nB=\"2\"\n");

    /// <summary>As systemd does between double quotes: a backslash goes before these four, and nothing else ends the value.</summary>
    private static string Unescape(string text)
    {
        var value = new System.Text.StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            text[i].ShouldNotBe('"', "a bare quote would end the value");
            value.Append(text[i] == '\\' && i + 1 < text.Length && text[i + 1] is '"' or '\\' or '$' or '`' ? text[++i] : text[i]);
        }

        return value.ToString();
    }
}
