using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Infra.Cli.Display;

namespace Infra.Cli.Tests.Display;

public sealed class TextDiffTests
{
    [Property(MaxTest = 300)]
    public Property Compare_OfAnyTexts_LeadsFromTheOldToTheNew() => Prop.ForAll(
        Texts(), Texts(), (old, @new) => Apply(old, TextDiff.Compare(Join(old), Join(@new))).SequenceEqual(@new));

    [Property(MaxTest = 100)]
    public Property Compare_OfATextWithItself_FindsNothing() =>
        Prop.ForAll(Texts(), text => TextDiff.Compare(Join(text), Join(text)).Count == 0);

    [Fact]
    public void Compare_OfOneChangedLine_IsThatLineAlone()
    {
        var hunk = TextDiff.Compare("a\nb\nc\n", "a\nB\nc\n").ShouldHaveSingleItem();

        (hunk.OldLine, hunk.NewLine).ShouldBe((2, 2));
        hunk.Removed.ShouldBe(["b"]);
        hunk.Added.ShouldBe(["B"]);
    }

    [Fact]
    public void Compare_OfHugeDifferentTexts_ShowsTheMiddleAsReplaced()
    {
        var old = string.Concat(Enumerable.Range(0, 3000).Select(i => $"old {i}\n"));
        var @new = string.Concat(Enumerable.Range(0, 3000).Select(i => $"new {i}\n"));

        var hunk = TextDiff.Compare("head\n" + old, "head\n" + @new).ShouldHaveSingleItem();

        hunk.OldLine.ShouldBe(2);
        hunk.Removed.Count.ShouldBe(3000);
    }

    private static Arbitrary<string[]> Texts() =>
        Gen.ArrayOf(Gen.Elements("a", "b", "c", "d")).ToArbitrary();

    private static string Join(string[] lines) => string.Concat(lines.Select(line => line + "\n"));

    private static List<string> Apply(string[] old, IReadOnlyList<Hunk> hunks)
    {
        var result = new List<string>();
        var next = 0;
        foreach (var hunk in hunks)
        {
            result.AddRange(old[next..(hunk.OldLine - 1)]);
            result.AddRange(hunk.Added);
            next = hunk.OldLine - 1 + hunk.Removed.Count;
        }

        result.AddRange(old[next..]);
        return result;
    }
}
