namespace Infra.Tables.Format;

/// <summary>Reads a table. Grammar: docs/reference/resource-tables.md.</summary>
public sealed class TableReader
{
    private static readonly string[] _heads = ["package", "resource", "function", "enum"];

    private readonly List<TableProblem> _problems = [];
    private readonly List<TableProperty> _properties = [];
    private readonly List<EnumMember> _members = [];
    private readonly List<(TableWord Name, List<TableProperty> Fields)> _objects = [];
    private Table? _table;

    private TableReader()
    {
    }

    /// <summary>All problems at once; with any there is no table.</summary>
    public static TableReading Read(string text)
    {
        var reader = new TableReader();
        var number = 0;
        foreach (var line in text.Split('\n'))
        {
            var words = TableWord.Split(line.TrimEnd('\r'), ++number, reader._problems);
            if (words.Count > 0)
            {
                reader.Take(words);
            }
        }

        return reader.Finish();
    }

    private TableReading Finish()
    {
        if (_table is null)
        {
            if (_problems.Count == 0)
            {
                Report(TableProblem.Malformed, new TextPlace(1, 1, 0), $"the file holds no table; it begins with one of {string.Join(", ", _heads)}");
            }

            return new TableReading(null, new Items<TableProblem>(_problems));
        }

        var table = _table with
        {
            Properties = new Items<TableProperty>(_properties),
            Members = new Items<EnumMember>(_members),
            Objects = new Items<ObjectTable>(_objects.Select(o => new ObjectTable(o.Name.Text, o.Name.Place, new Items<TableProperty>(o.Fields)))),
        };
        _problems.AddRange(TableRules.Check(table));
        var problems = new Items<TableProblem>(_problems.OrderBy(p => p.Place.Line).ThenBy(p => p.Place.Column));
        return new TableReading(problems.Count == 0 ? table : null, problems);
    }

    private void Take(List<TableWord> words)
    {
        var first = words[0];
        if (_table is null)
        {
            Begin(words);
            return;
        }

        switch (first.Text)
        {
            case "namespace" when Expect(words, 2, "namespace <C# namespace>"):
                _table = _table with { Namespace = words[1].Text };
                break;
            case "version" when _table.Kind == TableKind.Package && Expect(words, 2, "version <version>"):
                _table = _table with { Version = words[1].Text };
                break;
            case "autoname" when _table.Kind == TableKind.Resource:
                _table = _table with { Autoname = ReadAutoname(words) };
                break;
            case "value" when _table.Kind == TableKind.Enum:
                TakeMember(words);
                break;
            case "type" when _table.Kind is TableKind.Resource or TableKind.Function && Expect(words, 2, "type <name>"):
                _objects.Add((words[1], []));
                break;
            case "input" when _table.Kind != TableKind.Enum:
                TakeProperty(PropertyRole.Input, words);
                break;
            case "output" when _table.Kind is TableKind.Resource or TableKind.Function:
                TakeProperty(PropertyRole.Output, words);
                break;
            case "field" when _table.Kind is TableKind.Resource or TableKind.Function:
                TakeProperty(PropertyRole.Field, words);
                break;
            case "namespace" or "version" or "type" when _problems.Count > 0:
                break;
            default:
                Report(TableProblem.Malformed, first.Place, $"'{first.Text}' begins no line of a {_table.Kind.ToString().ToLowerInvariant()} table");
                break;
        }
    }

    private void Begin(List<TableWord> words)
    {
        var kind = Array.IndexOf(_heads, words[0].Text);
        if (kind < 0)
        {
            // What follows cannot be read without knowing what it is about.
            if (_problems.Count == 0)
            {
                Report(TableProblem.Malformed, words[0].Place, $"a table begins with one of {string.Join(", ", _heads)}, not '{words[0].Text}'");
            }
        }
        else if (Expect(words, 2, $"{words[0].Text} <token>"))
        {
            _table = new Table((TableKind)kind, words[1].Text, words[1].Place);
        }
    }

    private Autoname ReadAutoname(List<TableWord> words)
    {
        var name = new Autoname("-", 255, 7, false);
        foreach (var word in words.Skip(1))
        {
            name = word switch
            {
                { Text: "lowercase", Value: null } => name with { Lowercase = true },
                { Text: "separator", Value: { } separator } => name with { Separator = separator },
                { Text: "maximum", Value: { } maximum } when int.TryParse(maximum, out var length) => name with { Maximum = length },
                { Text: "random", Value: { } random } when int.TryParse(random, out var digits) => name with { Random = digits },
                _ => Unknown(word, name),
            };
        }

        return name;
    }

    private Autoname Unknown(TableWord word, Autoname name)
    {
        Report(TableProblem.UnknownWord, word.Place, $"'{word.Text}' says nothing about generated names; separator=, maximum=, random= and lowercase do");
        return name;
    }

    private void TakeMember(List<TableWord> words)
    {
        if (Expect(words, 3, "value <C# name> <text>"))
        {
            _members.Add(new EnumMember(words[1].Text, words[2].Value is { } rest ? $"{words[2].Text}={rest}" : words[2].Text, words[1].Place));
        }
    }

    private void TakeProperty(PropertyRole role, List<TableWord> words)
    {
        if (role == PropertyRole.Field && _objects.Count == 0)
        {
            Report(TableProblem.Malformed, words[0].Place, "a field belongs to a type; there is no 'type' line above it");
        }
        else if (role != PropertyRole.Field && _objects.Count > 0)
        {
            Report(TableProblem.Malformed, words[0].Place, $"{words[0].Text} lines stand above the types; inside a type there are fields");
        }
        else if (PropertyLine.Read(_table!.Kind, role, words, _problems) is { } property)
        {
            (role == PropertyRole.Field ? _objects[_objects.Count - 1].Fields : _properties).Add(property);
        }
    }

    private bool Expect(List<TableWord> words, int count, string form)
    {
        if (words.Count != count)
        {
            Report(TableProblem.Malformed, words[0].Place, $"the line has to be: {form}");
        }

        return words.Count == count;
    }

    private void Report(string code, TextPlace place, string message) => _problems.Add(new TableProblem(code, place, message));
}
