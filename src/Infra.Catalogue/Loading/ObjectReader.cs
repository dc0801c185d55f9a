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

    /// <summary>Which of the words it is; the first, with a problem, if it is none.</summary>
    public int Word(string name, string[] words)
    {
        var text = Text(name);
        var index = Array.IndexOf(words, text);
        if (text.Length > 0 && index < 0)
        {
            Problem($"{Subject}: '{name}' is '{text}'; it must be one of {string.Join(", ", words)}.", name);
        }

        return Math.Max(0, index);
    }

    public ObjectReader? Child(string name, bool required = true) =>
        Find(name, NodeKind.Object, required) is { } node ? new ObjectReader(_context, node, $"{Subject}: {name}") : null;

    public IEnumerable<ObjectReader> Children(string name, string subject) =>
        (Find(name, NodeKind.List, required: true)?.Items ?? []).Select(item => new ObjectReader(_context, item, subject));

    /// <summary>All members as texts: of an object whose keys are not known beforehand.</summary>
    public IReadOnlyDictionary<string, string> Map(string name, bool required)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var member in Find(name, NodeKind.Object, required)?.Items ?? [])
        {
            texts[member.Name] = member.Text;
            if (member.Text.Length == 0)
            {
                _context.Problem(member.Line, $"{Subject}: '{name}.{member.Name}' must be a text.");
            }
        }

        return texts;
    }

    public bool IsNull(string name) => Find(name)?.Kind == NodeKind.Null;

    /// <summary>Call last: tells the keys nobody asked for.</summary>
    public void End()
    {
        if (_node.Kind != NodeKind.Object)
        {
            return;
        }

        foreach (var member in _node.Items.Where(member => !_asked.Contains(member.Name)))
        {
            _context.Problem(member.Line, $"{Subject}: there is no key '{member.Name}'; known are {string.Join(", ", _asked.Order(StringComparer.Ordinal))}.");
        }
    }

    private Node? Find(string name)
    {
        _asked.Add(name);
        return _node.Kind == NodeKind.Object ? _node.Items.FirstOrDefault(member => member.Name == name) : null;
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
