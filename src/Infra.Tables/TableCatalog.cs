using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using Infra.Tables.Format;

namespace Infra.Tables;

/// <summary>Tables by token. Each is read when it is first asked for.</summary>
public sealed class TableCatalog
{
    private readonly ImmutableSortedDictionary<string, string> _texts;
    private readonly ConcurrentDictionary<string, Table> _tables = new(StringComparer.Ordinal);

    private TableCatalog(IEnumerable<string> texts) =>
        _texts = texts.ToImmutableSortedDictionary(HeadOf, text => text, StringComparer.Ordinal);

    /// <summary>The tables that this product brings along.</summary>
    public static TableCatalog Bundled { get; } = new(Embedded());

    /// <summary>Every "resource TOKEN", "function TOKEN", "enum TOKEN" and "package NAME" there is.</summary>
    public IEnumerable<string> Heads => _texts.Keys;

    /// <summary>A catalog of the given tables.</summary>
    /// <exception cref="ArgumentException">Two are about the same.</exception>
    public static TableCatalog Of(params IEnumerable<string> texts) => new(texts);

    /// <summary>Null if there is none.</summary>
    /// <exception cref="InvalidDataException">There is one, and it is malformed.</exception>
    public Table? Find(TableKind kind, string token)
    {
        var head = $"{kind.ToString().ToLowerInvariant()} {token}";
        return _texts.TryGetValue(head, out var text) ? _tables.GetOrAdd(head, _ => Read(head, text)) : null;
    }

    /// <summary>An enum of a package by its name; null if there is none.</summary>
    public Table? FindEnum(string package, string name) =>
        Heads.FirstOrDefault(h => h.StartsWith($"enum {package}:", StringComparison.Ordinal) && h.EndsWith(":" + name, StringComparison.Ordinal)) is { } head
            ? Find(TableKind.Enum, head["enum ".Length..])
            : null;

    /// <summary>The tokens of a package's resources or functions.</summary>
    public IEnumerable<string> Tokens(TableKind kind, string package)
    {
        var prefix = $"{kind.ToString().ToLowerInvariant()} ";
        return Heads.Where(h => h.StartsWith($"{prefix}{package}:", StringComparison.Ordinal)).Select(h => h[prefix.Length..]);
    }

    private static Table Read(string head, string text)
    {
        var reading = TableReader.Read(text);
        return reading.Table ?? throw new InvalidDataException(
            $"the table '{head}' is malformed: " + string.Join("; ", reading.Problems.Select(p => $"line {p.Place.Line}: {p.Code}: {p.Message}")));
    }

    private static string HeadOf(string text) =>
        text.Split('\n').Select(line => line.Trim()).FirstOrDefault(line => line.Length > 0 && line[0] != '#') ?? "";

    private static IEnumerable<string> Embedded()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.EndsWith(".table", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return reader.ReadToEnd();
        }
    }
}
