using System.Collections.Immutable;
using System.Text.Json;

namespace Infra.Catalogue.Loading;

/// <summary>Reads JSON into nodes that know their lines.</summary>
internal ref struct NodeReader(string file, ReadOnlySpan<byte> content, List<CatalogueProblem> problems)
{
    private readonly ReadOnlySpan<byte> _content = content;
    private Utf8JsonReader _json = new(content, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Disallow, MaxDepth = 16 });
    private int _line = 1;
    private int _counted;

    /// <exception cref="CatalogueException">It is no JSON.</exception>
    public static Node Read(string file, ReadOnlySpan<byte> content, List<CatalogueProblem> problems)
    {
        try
        {
            var reader = new NodeReader(file, content, problems);
            reader.Next();
            var root = reader.Value();
            reader.Next();
            return root;
        }
        catch (JsonException e)
        {
            throw new CatalogueException([.. problems, new(file, (int)(e.LineNumber ?? 0) + 1, $"This is no JSON: {Brief(e.Message)}")]);
        }
    }

    private bool Next()
    {
        var more = _json.Read();
        var start = more ? (int)_json.TokenStartIndex : _content.Length;
        _line += _content[_counted..start].Count((byte)'\n');
        _counted = start;
        return more;
    }

    private Node Value() => _json.TokenType switch
    {
        JsonTokenType.StartObject => Object(),
        JsonTokenType.StartArray => List(),
        JsonTokenType.String => new Node(NodeKind.Text, _line) { Text = _json.GetString()! },
        JsonTokenType.Number => Number(),
        JsonTokenType.True or JsonTokenType.False => new Node(NodeKind.Flag, _line) { Flag = _json.GetBoolean() },
        _ => new Node(NodeKind.Null, _line),
    };

    private Node Number()
    {
        if (!_json.TryGetDecimal(out var number))
        {
            problems.Add(new(file, _line, "The number is too large or has too many digits."));
        }

        return new Node(NodeKind.Number, _line) { Number = number };
    }

    private Node List()
    {
        var line = _line;
        var items = ImmutableArray.CreateBuilder<Node>();
        while (Next() && _json.TokenType != JsonTokenType.EndArray)
        {
            items.Add(Value());
        }

        return new Node(NodeKind.List, line) { Items = items.ToImmutable() };
    }

    private Node Object()
    {
        var line = _line;
        var members = ImmutableArray.CreateBuilder<Node>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (Next() && _json.TokenType != JsonTokenType.EndObject)
        {
            var (name, at) = (_json.GetString()!, _line);
            Next();
            var value = Value();
            if (names.Add(name))
            {
                members.Add(value with { Name = name });
            }
            else
            {
                problems.Add(new(file, at, $"'{name}' stands here a second time."));
            }
        }

        return new Node(NodeKind.Object, line) { Items = members.ToImmutable() };
    }

    /// <summary>Without the position, which the problem has already.</summary>
    private static string Brief(string message) =>
        message.IndexOf(" LineNumber:", StringComparison.Ordinal) is > 0 and var end ? message[..end] : message;
}
