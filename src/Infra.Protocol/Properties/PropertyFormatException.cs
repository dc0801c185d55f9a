namespace Infra.Protocol.Properties;

/// <summary>A value that cannot travel, or that a peer sent and that means nothing.</summary>
public sealed class PropertyFormatException : Exception
{
    public PropertyFormatException(string path, string problem)
        : base(path.Length == 0 ? problem : $"property '{path}': {problem}") => Path = path;

    /// <summary>Where inside the properties; "" for the whole.</summary>
    public string Path { get; }
}
