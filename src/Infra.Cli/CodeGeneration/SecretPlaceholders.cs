namespace Infra.Cli.CodeGeneration;

/// <summary>Configuration keys that stand for secrets: generated code never holds one.</summary>
internal sealed class SecretPlaceholders
{
    private readonly SortedSet<string> _keys = new(StringComparer.Ordinal);

    public IReadOnlyCollection<string> Keys => _keys;

    /// <summary>An expression that reads it.</summary>
    /// <param name="path">Where it is: the resource's variable, then names of properties.</param>
    /// <param name="read">The method of Config.</param>
    public string Add(string path, string read = "RequireSecret")
    {
        var key = CSharpName.Camel(path);
        _keys.Add(key);
        return $"config.{read}({CSharpLiteral.Line(key)})";
    }
}
