namespace Infra.Engine.Secrets;

/// <summary>A passphrase and where it came from. Never prints itself.</summary>
public sealed class Passphrase(string value, string origin)
{
    /// <summary>For people: the variable or the file.</summary>
    public string Origin { get; } = origin;

    internal string Value { get; } = value;

    /// <summary>Where its keys may be kept; null unless the passphrase itself lies on the disk.</summary>
    internal KeyCache? Keys { get; init; }

    public override string ToString() => "[secret]";
}
