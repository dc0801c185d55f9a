using System.Collections.Immutable;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;
using Infra.Protocol.Text;

namespace Infra.Machine.Provider.Inputs;

/// <summary>
/// Reads a resource's inputs by name and type, and collects everything that is wrong with them.
/// A value that is not known yet (in a preview) reads as if absent and is no failure.
/// </summary>
internal sealed class InputReader
{
    private readonly PropertyMap _source;
    private readonly string _path;
    private readonly List<CheckFailure> _failures;
    private readonly SortedSet<string> _asked = new(StringComparer.Ordinal);
    private PropertyMap _checked;

    public InputReader(PropertyMap source)
        : this(source, "", [])
    {
    }

    private InputReader(PropertyMap source, string path, List<CheckFailure> failures) =>
        (_source, _checked, _path, _failures) = (source, source, path, failures);

    /// <summary>A required text; "" when it is missing, wrong or unknown.</summary>
    public string Text(string name) => OptionalText(name, required: true) ?? "";

    public string? OptionalText(string name) => OptionalText(name, required: false);

    public string Text(string name, string byDefault) => OptionalText(name) ?? Default(name, byDefault, byDefault);

    public int? OptionalInteger(string name, int minimum, int maximum) =>
        Find(name, required: false) switch
        {
            null => null,
            NumberValue { Value: var number } when Math.Truncate(number) == number && number >= minimum && number <= maximum => (int)number,
            NumberValue => Wrong<int?>(name, $"must be a whole number from {minimum} to {maximum}"),
            var other => Wrong<int?>(name, $"must be a number, not {Kind(other)}"),
        };

    public int Integer(string name, int byDefault, int minimum, int maximum) =>
        OptionalInteger(name, minimum, maximum) ?? Default(name, byDefault, byDefault);

    public bool? OptionalFlag(string name) => Find(name, required: false) switch
    {
        null => null,
        BoolValue flag => flag.Value,
        var other => Wrong<bool?>(name, $"must be true or false, not {Kind(other)}"),
    };

    public bool Flag(string name, bool byDefault) => OptionalFlag(name) ?? Default(name, byDefault, byDefault);

    /// <summary>A list of texts; empty when absent.</summary>
    public ImmutableArray<string> Texts(string name, bool required = false) =>
        [.. Elements(name, required).Select(e => e.Value is StringValue text ? text.Value : WrongAt(e.Path, "must be a text", e.Value)).OfType<string>()];

    /// <summary>Names to texts; empty when absent.</summary>
    public ImmutableSortedDictionary<string, string> TextMap(string name) =>
        Entries(name).Select(e => (e.Key, Text: e.Value is StringValue text ? text.Value : WrongAt(e.Path, "must be a text", e.Value)))
            .Where(e => e.Text is not null).ToImmutableSortedDictionary(e => e.Key, e => e.Text!, StringComparer.Ordinal);

    /// <summary>An object with fixed names; null when absent, wrong or unknown.</summary>
    public T? Object<T>(string name, Func<InputReader, T> read, bool required = false)
        where T : class => Find(name, required) switch
        {
            null => null,
            ObjectValue map => Nested(map.Properties, InputPath.Append(_path, name), read),
            var other => Wrong<T?>(name, $"must be an object, not {Kind(other)}"),
        };

    /// <summary>A list of objects with fixed names; empty when absent.</summary>
    public ImmutableArray<T> Objects<T>(string name, Func<InputReader, T> read) =>
        [.. Elements(name, required: false).Where(e => e.Value is ObjectValue || WrongAt(e.Path, "must be an object", e.Value) is not null)
            .Select(e => Nested(((ObjectValue)e.Value).Properties, e.Path, read))];

    /// <summary>Free names to objects with fixed names; empty when absent.</summary>
    public ImmutableSortedDictionary<string, T> ObjectMap<T>(string name, Func<InputReader, T> read) =>
        Entries(name).Where(e => e.Value is ObjectValue || WrongAt(e.Path, "must be an object", e.Value) is not null)
            .ToImmutableSortedDictionary(e => e.Key, e => Nested(((ObjectValue)e.Value).Properties, e.Path, read), StringComparer.Ordinal);

    /// <summary>The value itself, without secret and output wrappers; null when absent or unknown.</summary>
    public PropertyValue? Value(string name, bool required = false) => Find(name, required);

    /// <summary>True if one of these inputs, or a part of it, is not known yet.</summary>
    public bool AnyUnknown(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (_source.TryGetValue(name, out var value) && value.ContainsUnknowns)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Says that an input cannot be, and why.</summary>
    public void Fail(string name, string reason) => _failures.Add(new(name.Length == 0 ? _path : InputPath.Append(_path, name), reason));

    /// <summary>Says it of one element of a list.</summary>
    public void Fail(string name, int index, string reason) => _failures.Add(new(InputPath.Append(InputPath.Append(_path, name), index), reason));

    /// <summary>Says it unless the condition holds.</summary>
    public void Demand(bool condition, string name, string reason)
    {
        if (!condition)
        {
            Fail(name, reason);
        }
    }

    /// <summary>The inputs with defaults filled in, and all failures; names nobody asked for are failures.</summary>
    public CheckResult ToResult()
    {
        RefuseOthers();
        return new(_checked, [.. _failures]);
    }

    /// <summary>Reads inputs that passed a check before; throws if they could not have.</summary>
    public static T Read<T>(PropertyMap inputs, Func<InputReader, T> read)
    {
        var reader = new InputReader(inputs);
        var value = read(reader);
        return reader._failures is [var first, ..]
            ? throw new ProviderException($"input '{first.Property}' {first.Reason}")
            : value;
    }

    /// <summary>Checks inputs with the same function that reads them.</summary>
    public static CheckResult Check<T>(PropertyMap inputs, Func<InputReader, T> read)
    {
        var reader = new InputReader(inputs);
        read(reader);
        return reader.ToResult();
    }

    private static string Kind(PropertyValue value) => value switch
    {
        StringValue => "a text",
        NumberValue => "a number",
        BoolValue => "true or false",
        ArrayValue => "a list",
        ObjectValue => "an object",
        AssetValue or ArchiveValue => "a file",
        _ => "something else",
    };

    private string? OptionalText(string name, bool required) => Find(name, required) switch
    {
        null => null,
        StringValue { Value.Length: 0 } when required => Wrong<string?>(name, "must not be empty"),
        StringValue text => text.Value,
        var other => Wrong<string?>(name, $"must be a text, not {Kind(other)}"),
    };

    private T Nested<T>(PropertyMap source, string path, Func<InputReader, T> read)
    {
        var nested = new InputReader(source, path, _failures);
        var value = read(nested);
        nested.RefuseOthers();
        return value;
    }

    private IEnumerable<(string Path, PropertyValue Value)> Elements(string name, bool required) => Find(name, required) switch
    {
        null => [],
        ArrayValue list => list.Items.Select((item, i) => (InputPath.Append(InputPath.Append(_path, name), i), item.Unwrap()))
            .Where(e => e.Item2 is not UnknownValue),
        var other => Wrong<(string, PropertyValue)[]>(name, $"must be a list, not {Kind(other)}") ?? [],
    };

    private IEnumerable<(string Key, string Path, PropertyValue Value)> Entries(string name) => Find(name, required: false) switch
    {
        null => [],
        ObjectValue map => map.Properties.Select(p => (p.Key, InputPath.Append(InputPath.Append(_path, name), p.Key), p.Value.Unwrap()))
            .Where(e => e.Item3 is not UnknownValue),
        var other => Wrong<(string, string, PropertyValue)[]>(name, $"must be an object, not {Kind(other)}") ?? [],
    };

    private PropertyValue? Find(string name, bool required)
    {
        _asked.Add(name);
        var value = _source.Find(name);
        if (value is null && required)
        {
            Fail(name, "is required");
        }

        return value is UnknownValue ? null : value;
    }

    private T Default<T>(string name, T value, PropertyValue asInput)
    {
        if (!_source.ContainsKey(name) || _source[name] is NullValue)
        {
            _checked = _checked.With(name, asInput);
        }

        return value;
    }

    private T? Wrong<T>(string name, string reason)
    {
        Fail(name, reason);
        return default;
    }

    private string? WrongAt(string path, string reason, PropertyValue value)
    {
        _failures.Add(new(path, $"{reason}, not {Kind(value)}"));
        return null;
    }

    private void RefuseOthers()
    {
        // Names beginning with two underscores are notes of engines, not inputs.
        foreach (var name in _source.Keys.Where(k => !_asked.Contains(k) && !k.StartsWith("__", StringComparison.Ordinal)))
        {
            var suggestion = Suggestion.For(name, _asked);
            Fail(name, $"is not an input of this resource{(suggestion.Length > 0 ? suggestion : $"; its inputs: {string.Join(", ", _asked)}")}");
        }
    }
}
