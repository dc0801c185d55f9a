using System.Text;
using Infra.Protocol.Providers;

namespace Infra.Machine.Provider.Shell;

/// <summary>What a script answered: lines of a word, a tab and a value. The server is not trusted: anything else is refused.</summary>
internal sealed class Answers
{
    private readonly List<(string Word, string Value)> _lines = [];

    /// <summary>The first value by that word; null if there is none.</summary>
    public string? Find(string word) => _lines.Where(l => l.Word == word).Select(l => l.Value).FirstOrDefault();

    public IEnumerable<string> All(string word) => _lines.Where(l => l.Word == word).Select(l => l.Value);

    /// <exception cref="ProviderException">The line is not an answer.</exception>
    public (string Word, string Value) Add(string line)
    {
        var tab = line.IndexOf('\t', StringComparison.Ordinal);
        if (tab <= 0 || line.AsSpan(0, tab).ContainsAnyExceptInRange('a', 'z'))
        {
            throw new ProviderException($"the server answered something that is no answer: '{Shorten(line)}'", mayBeCorrupt: true);
        }

        var answer = (line[..tab], line[(tab + 1)..]);
        _lines.Add(answer);
        return answer;
    }

    /// <summary>Text that a script sent in base64; a sentence about it if it is not.</summary>
    public static string Decode(string base64)
    {
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length).TrimEnd() : "(its log was not readable)";
    }

    private static string Shorten(string line) => line.Length > 80 ? line[..80] + "…" : line;
}
