using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;

namespace Infra.Applications;

/// <summary>Which files of a source tree stay where they are; patterns as in a .gitignore, the last that matches decides.</summary>
public sealed class IgnoreRules
{
    private readonly ImmutableList<Rule> _rules;

    private IgnoreRules(ImmutableList<Rule> rules) => _rules = rules;

    /// <summary>What is no source, or secret.</summary>
    public static IgnoreRules Default { get; } = new IgnoreRules([]).With(
        [".git", ".hg", ".svn", ".DS_Store", ".idea", ".vscode", "__pycache__/", "*.py[co]", "venv/", ".venv", ".tox/", ".mypy_cache/", ".pytest_cache/", "node_modules/", ".env", "/" + SourceTree.IgnoreFile]);

    public IgnoreRules With(IEnumerable<string> lines) =>
        new(_rules.AddRange(lines.Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#').Select(Rule.Parse)));

    /// <param name="path">Relative, with slashes.</param>
    /// <param name="isDirectory">Then nothing in it is looked at either.</param>
    public bool Ignores(string path, bool isDirectory) =>
        _rules.FindLast(rule => (isDirectory || !rule.DirectoriesOnly) && rule.Pattern.IsMatch(path)) is { Negated: false };

    private sealed record Rule(Regex Pattern, bool DirectoriesOnly, bool Negated)
    {
        private static readonly TimeSpan _patience = TimeSpan.FromSeconds(1);

        public static Rule Parse(string line)
        {
            var negated = line[0] == '!';
            var glob = negated ? line[1..] : line;
            var directoriesOnly = glob.EndsWith('/');
            glob = glob.TrimEnd('/');
            var anchored = glob.Contains('/', StringComparison.Ordinal);
            var pattern = (anchored ? "^" : "(^|/)") + Translate(glob.TrimStart('/')) + @"\z";
            return new Rule(new Regex(pattern, RegexOptions.ExplicitCapture, _patience), directoriesOnly, negated);
        }

        private static string Translate(string glob)
        {
            var pattern = new StringBuilder();
            for (var i = 0; i < glob.Length; i++)
            {
                var rest = glob.AsSpan(i);
                if (rest.StartsWith("**/", StringComparison.Ordinal))
                {
                    pattern.Append("(.*/)?");
                    i += 2;
                }
                else if (rest.StartsWith("**", StringComparison.Ordinal))
                {
                    pattern.Append(".*");
                    i++;
                }
                else if (glob[i] == '[' && glob.IndexOf(']', i + 2) is > 0 and var end)
                {
                    var members = Regex.Escape(glob[(i + 1)..end]).Replace("]", @"\]", StringComparison.Ordinal).Replace(@"\-", "-", StringComparison.Ordinal);
                    pattern.Append(members.StartsWith('!') ? $"[^/{members[1..]}]" : $"[{members}]");
                    i = end;
                }
                else
                {
                    pattern.Append(glob[i] switch { '*' => "[^/]*", '?' => "[^/]", _ => Regex.Escape(glob[i].ToString()) });
                }
            }

            return pattern.ToString();
        }
    }
}
