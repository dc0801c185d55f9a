using FsCheck.Xunit;
using Infra.Cli.Display;

namespace Infra.Cli.Tests.Display;

public sealed class ControlTextTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a\tb", "a    b")]
    [InlineData("\u001b[31m\u007f\u0085", "␛[31m␡<U+0085>")]
    [InlineData("safe\u202egnp.exe", "safe<U+202E>gnp.exe")]
    [InlineData("世界 é", "世界 é")]
    public void Show_OfAnyText_MakesVisibleWhatIsNot(string text, string expected) => ControlText.Show(text).ShouldBe(expected);

    [Theory]
    [InlineData("\u001b[1;31merror\u001b[0m: no", "error: no")]
    [InlineData("\u001b]0;title\u0007text", "text")]
    [InlineData("\u001b]8;;https://x\u001b\\link\u001b]8;;\u001b\\", "link")]
    [InlineData("\u001b[2K\u001b[1Gprogress", "progress")]
    [InlineData("no style", "no style")]
    [InlineData("\u001b", "\u001b")]
    public void StripStyle_OfAMessage_LeavesItsText(string text, string expected) => ControlText.StripStyle(text).ShouldBe(expected);

    [Property(MaxTest = 300)]
    public bool Show_OfAnyText_HasNoControlCharacters(string? text) => !ControlText.Show(text ?? "").Any(char.IsControl);

    [Property(MaxTest = 300)]
    public bool Clip_OfAnyLine_KeepsItsWidth(string? text, byte width) => Line.Of(text ?? "").Clip(width).Width <= Math.Max(1, (int)width);

    [Theory]
    [InlineData("abc", 3)]
    [InlineData("世界", 4)]
    [InlineData("e\u0301", 1)]
    [InlineData("🚀", 2)]
    public void Columns_OfText_AreThoseOfATerminal(string text, int columns) => Columns.Of(text).ShouldBe(columns);
}
