using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Infra.Protocol.Properties;

/// <summary>A place inside a resource's properties: a.b, a["b.c"], a[0], a[*], *.</summary>
public sealed record PropertyPath(ImmutableArray<PathSegment> Segments)
{
    /// <summary>Reads a path; null if it is none.</summary>
    public static PropertyPath? TryParse(string text)
    {
        var segments = ImmutableArray.CreateBuilder<PathSegment>();
        var at = 0;
        while (at < text.Length)
        {
            var segment = text[at] switch
            {
                '[' => ReadBracket(text, ref at),
                '.' when segments.Count > 0 => ReadName(text, ref at, skip: 1),
                '.' => null,
                _ when at == 0 => ReadName(text, ref at, skip: 0),
                _ => null,
            };
            if (segment is null)
            {
                return null;
            }

            segments.Add(segment);
        }

        return segments.Count == 0 ? null : new PropertyPath(segments.ToImmutable());
    }

    /// <summary>True if this path is the other one or an ancestor of it.</summary>
    public bool Contains(PropertyPath other)
    {
        if (Segments.Length > other.Segments.Length)
        {
            return false;
        }

        for (var i = 0; i < Segments.Length; i++)
        {
            if (!Segments[i].Matches(other.Segments[i]))
            {
                return false;
            }
        }

        return true;
    }

    public bool Equals(PropertyPath? other) => other is not null && Segments.AsSpan().SequenceEqual(other.Segments.AsSpan());

    public override int GetHashCode() => Segments.Aggregate(0, HashCode.Combine);

    public override string ToString() => Segments.Aggregate("", (path, segment) => segment switch
    {
        KeySegment key => Append(path, key.Name),
        IndexSegment index => string.Create(CultureInfo.InvariantCulture, $"{path}[{index.Index}]"),
        _ => path.Length == 0 ? "*" : path + "[*]",
    });

    /// <summary>The path of a property of what the given path names.</summary>
    public static string Append(string path, string key)
    {
        var plain = key.Length > 0 && key.IndexOfAny(['.', '[', ']', '"']) < 0;
        return (plain, path) switch
        {
            (true, "") => key,
            (true, _) => $"{path}.{key}",
            _ => $"{path}[\"{key.Replace("\"", "\\\"", StringComparison.Ordinal)}\"]",
        };
    }

    private static PathSegment? ReadName(string text, ref int at, int skip)
    {
        var start = at + skip;
        var end = text.AsSpan(start).IndexOfAny('.', '[');
        at = end < 0 ? text.Length : start + end;
        return text[start..at] switch
        {
            "" => null,
            "*" => AnySegment.Instance,
            var name => new KeySegment(name),
        };
    }

    private static PathSegment? ReadBracket(string text, ref int at)
    {
        if (at + 1 < text.Length && text[at + 1] == '"')
        {
            return ReadQuoted(text, ref at);
        }

        var end = text.IndexOf(']', at);
        if (end < 0)
        {
            return null;
        }

        var inner = text[(at + 1)..end];
        at = end + 1;
        return inner == "*" ? AnySegment.Instance
            : int.TryParse(inner, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? new IndexSegment(index)
            : null;
    }

    private static KeySegment? ReadQuoted(string text, ref int at)
    {
        var name = new StringBuilder();
        for (var i = at + 2; i < text.Length; i++)
        {
            if (text[i] == '"')
            {
                at = i + 2;
                return i + 1 < text.Length && text[i + 1] == ']' ? new KeySegment(name.ToString()) : null;
            }

            i += text[i] == '\\' && i + 1 < text.Length && text[i + 1] == '"' ? 1 : 0;
            name.Append(text[i]);
        }

        return null;
    }
}
