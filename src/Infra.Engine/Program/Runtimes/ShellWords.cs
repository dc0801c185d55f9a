using System.Collections.Immutable;
using System.Text;

namespace Infra.Engine.Program.Runtimes;

/// <summary>Splits text into arguments as a POSIX shell would, without expanding anything.</summary>
internal static class ShellWords
{
    /// <summary>Null if a quote is not closed or nothing follows a backslash.</summary>
    public static ImmutableArray<string>? Split(string text)
    {
        var words = ImmutableArray.CreateBuilder<string>();
        StringBuilder? word = null;
        char? quote = null;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\\' && quote != '\'' && (quote is null || (i + 1 < text.Length && text[i + 1] is '"' or '\\')))
            {
                if (++i == text.Length)
                {
                    return null;
                }

                (word ??= new()).Append(text[i]);
            }
            else if (c == quote)
            {
                quote = null;
            }
            else if (quote is null && c is '"' or '\'' && quote is null)
            {
                (word, quote) = (word ?? new(), c);
            }
            else if (quote is null && char.IsWhiteSpace(c))
            {
                Finish();
            }
            else
            {
                (word ??= new()).Append(c);
            }
        }

        Finish();
        return quote is null ? words.ToImmutable() : null;

        void Finish()
        {
            if (word is not null)
            {
                words.Add(word.ToString());
                word = null;
            }
        }
    }
}
