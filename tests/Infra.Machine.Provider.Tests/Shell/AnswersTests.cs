using FsCheck;
using FsCheck.Xunit;
using Infra.Machine.Provider.Shell;
using Infra.Protocol.Providers;

namespace Infra.Machine.Provider.Tests.Shell;

public sealed class AnswersTests
{
    [Fact]
    public void Add_Lines_AreFoundByTheirWord()
    {
        var answers = new Answers();
        answers.Add("kept\ta").ShouldBe(("kept", "a"));
        answers.Add("kept\tb\tc");
        answers.Add("empty\t");

        answers.All("kept").ShouldBe(["a", "b\tc"]);
        answers.Find("kept").ShouldBe("a");
        answers.Find("empty").ShouldBe("");
        answers.Find("missing").ShouldBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("kept")]
    [InlineData("\tvalue")]
    [InlineData("Kept\tvalue")]
    [InlineData("kept it\tvalue")]
    [InlineData("bash: warning: setlocale\t")]
    public void Add_NoAnswer_IsRefusedWithTheLine(string line)
    {
        var refused = Should.Throw<ProviderException>(() => new Answers().Add(line));

        refused.Message.ShouldBe($"the server answered something that is no answer: '{line}'");
        refused.MayBeCorrupt.ShouldBeTrue();
    }

    [Fact]
    public void Add_LongNoise_IsShortened() => Should.Throw<ProviderException>(() => new Answers().Add(new string('x', 5000))).Message.Length.ShouldBeLessThan(200);

    [Property]
    public bool Add_AnyLine_IsAnAnswerOrRefused(NonNull<string> line)
    {
        try
        {
            return new Answers().Add(line.Get) is { Word.Length: > 0 };
        }
        catch (ProviderException)
        {
            return true;
        }
    }

    [Theory]
    [InlineData("aGVsbG8K", "hello")]
    [InlineData("", "")]
    [InlineData("aGVsbG8", "(its log was not readable)")]
    [InlineData("not base64!", "(its log was not readable)")]
    public void Decode_WholeOrTruncated_IsTheTextOrSaysItIsNot(string base64, string text) => Answers.Decode(base64).ShouldBe(text);

    [Property]
    public bool Decode_AnyText_Ends(NonNull<string> text) => Answers.Decode(text.Get) is not null;
}
