using System.Collections.Immutable;

namespace Infra.Catalogue.Loading;

/// <summary>Takes the members of one object; what is missing, of another type or not asked for is a problem.</summary>
internal sealed class ObjectReader
{
    private readonly ReadingContext _context;
    private readonly Node _node;
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    public ObjectReader(ReadingContext context, Node node, string subject)
    {
        (_context, _node, Subject) = (context, node, subject);
        if (node.Kind != NodeKind.Object)
        {
            Problem($"{subject} must be an object, in {{ }}.");
        }
    }

    /// <summary>As messages call it.</summary>
    public string Subject { get; set; }

    public ReadingContext Context => _context;

    public void Problem(string message, string? name = null) => _context.Problem((name is null ? null : Find(name))?.Line ?? _node.Line, message);

    public string Text(string name) => Find(name, NodeKind.Text, required: true)?.Text is { Length: > 0 } text ? text : Empty(name);

    public string TextOrEmpty(string name) => Find(name, NodeKind.Text, required: false)?.Text ?? "";

    public bool Flag(string name, bool required = false) => Find(name, NodeKind.Flag, required)?.Flag ?? false;

    public bool? FlagOrNull(string name) => Find(name, NodeKind.Flag, required: false)?.Flag;

    /// <summary>Zero or more: nothing in the catalogue is below zero but a coordinate.</summary>
    public decimal? Amount(string name, decimal least = 0, decimal most = decimal.MaxValue)
    {
        if (Find(name, NodeKind.Number, required: false) is not { } node)
        {
            return null;
        }

        if (node.Number < least || node.Number > most)
        {
            _context.Problem(node.Line, least == 0 && most == decimal.MaxValue
                ? $"{Subject}: '{name}' is {node.Number}; it cannot be negative."
                : $"{Subject}: '{name}' is {node.Number}; it must be from {least} to {most}.");
            return null;
        }

        return node.Number;
    }

    public int? Count(string name, int least = 0)
    {
        if (Amount(name, least, int.MaxValue) is not { } number)
        {
            return null;
        }

        if (number != decimal.Truncate(number))
        {
            Problem($"{Subject}: '{name}' is {number}; it must be a whole number.", name);
        }

        return (int)number;
    }

    public int RequiredCount(string name, int least) => Count(name, least) ?? (Find(name) is null ? Missing(name) : least);

    public ImmutableArray<string> Texts(string name, bool required = false)
    {
        var items = Find(name, NodeKind.List, required)?.Items ?? [];
        foreach (var item in items.Where(item => item.Kind != NodeKind.Text || item.Text.Length == 0))
        {
            _context.Problem(item.Line, $"{Subject}: '{name}' must hold texts.");
        }

        if (required && items.IsEmpty && Find(name)?.Kind == NodeKind.List)
        {
            Problem($"{Subject}: '{name}' is empty.", name);
        }

        return [.. items.Where(item => item.Kind == NodeKind.Text).Select(item => item.Text)];
    }

    /// <summary>One of the words, or the default with a problem.</summary>
    public T Word<T>(string name, IReadOnlyDictionary<string, T> words)
        where T : struct
    {
        var text = Text(name);
        if (text.Length > 0 && !words.ContainsKey(text))
        {
            Problem($"{Subject}: '{name}' is '{text}'; it must be one of {string.Join(", ", words.Keys)}.", name);
        }

        return words.GetValueOrDefault(text);
    }

    public ObjectReader? Child(string name, bool required = true) =>
        Find(name, NodeKind.Object, required) is { } node ? new ObjectReader(_context, node, $"{Subject}: {name}") : null;

    public IEnumerable<ObjectReader> Children(string name, string subject) =>
        (Find(name, NodeKind.List, required: true)?.Items ?? []).Select(item => new ObjectReader(_context, item, subject));

    /// <summary>All members as texts: of an object whose keys are not known beforehand.</summary>
    public ImmutableSortedDictionary<string, string> Map(string name, bool required)
    {
        var members = Find(name, NodeKind.Object, required)?.Members ?? [];
        foreach (var (key, value) in members.Where(member => member.Value.Kind != NodeKind.Text || member.Value.Text.Length == 0))
        {
            _context.Problem(value.Line, $"{Subject}: '{name}.{key}' must be a text.");
        }

        return members.Where(member => member.Value.Kind == NodeKind.Text).ToImmutableSortedDictionary(member => member.Key, member => member.Value.Text, StringComparer.Ordinal);
    }

    public bool IsNull(string name) => Find(name)?.Kind == NodeKind.Null;

    /// <summary>Call last: tells the keys nobody asked for.</summary>
    public void End()
    {
        foreach (var (name, value) in _node.Members.Where(member => !_asked.Contains(member.Key)))
        {
            _context.Problem(value.Line, $"{Subject}: there is no key '{name}'; known are {string.Join(", ", _asked.Order(StringComparer.Ordinal))}.");
        }
    }

    private Node? Find(string name)
    {
        _asked.Add(name);
        return _node.Members.FirstOrDefault(member => member.Key == name).Value;
    }

    private Node? Find(string name, NodeKind kind, bool required)
    {
        var found = Find(name);
        if (found?.Kind == kind)
        {
            return found;
        }

        if (found is null && required)
        {
            Missing(name);
        }
        else if (found is not null)
        {
            Problem($"{Subject}: '{name}' must be {Name(kind)}.", name);
        }

        return null;
    }

    private int Missing(string name)
    {
        Problem($"{Subject}: '{name}' is missing.");
        return 0;
    }

    private string Empty(string name)
    {
        if (Find(name)?.Kind == NodeKind.Text)
        {
            Problem($"{Subject}: '{name}' is empty.", name);
        }

        return "";
    }

    private static string Name(NodeKind kind) => kind switch
    {
        NodeKind.Flag => "true or false",
        NodeKind.Number => "a number",
        NodeKind.Text => "a text",
        NodeKind.List => "a list, in [ ]",
        _ => "an object, in { }",
    };
}
