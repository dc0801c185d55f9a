using System.Runtime.CompilerServices;

namespace Conformance.Tests;

/// <summary>Cases/&lt;name&gt;: index.js and a class of that name.</summary>
internal static class CaseFolders
{
    private static readonly Dictionary<string, Type> _types = typeof(ICase).Assembly.GetTypes()
        .Where(type => type.IsClass && type.IsAssignableTo(typeof(ICase)))
        .ToDictionary(type => type.Name, StringComparer.Ordinal);

    public static IEnumerable<string> Names => _types.Keys.Order(StringComparer.Ordinal);

    public static IEnumerable<string> OnDisk => Directory.EnumerateFiles(Root(), "index.js", SearchOption.AllDirectories)
        .Select(file => Path.GetFileName(Path.GetDirectoryName(file)!)).Order(StringComparer.Ordinal);

    public static string PathOf(string name) => Path.Combine(Root(), name);

    public static ICase Make(string name) => (ICase)Activator.CreateInstance(_types[name])!;

    private static string Root([CallerFilePath] string file = "") => Path.Combine(Path.GetDirectoryName(file)!, "..", "Cases");
}
