using Infra.Cli.Display;

namespace Infra.Cli.Tests.Display;

public sealed class LineTests
{
    [Fact]
    public void Span_WithControlCharacters_CannotSteerTheTerminal() =>
        Line.Of("before\u001b[2J\u0007\u009bafter\r").ToText(colored: false).ShouldBe("before␛[2J␇<U+009B>after␍");

    [Fact]
    public void ToText_Colored_ResetsAfterEverySpan() =>
        Line.Of(new Span("a", Ink.Green), new Span("b")).ToText(colored: true).ShouldBe("\u001b[32ma\u001b[0mb");

    [Fact]
    public void ToText_WithBlanksAtTheEnd_LeavesThemOut() =>
        Line.Of(new Span("a  "), new Span("   ")).ToText(colored: false).ShouldBe("a");

    [Theory]
    [InlineData(3, "ab…")]
    [InlineData(4, "abcd")]
    [InlineData(1, "…")]
    public void Clip_ToAWidth_EndsWithAnEllipsis(int width, string expected) =>
        Line.Of(new Span("ab", Ink.Red), new Span("cd")).Clip(width).ToText(colored: false).ShouldBe(expected);
}
