namespace Pulumi;

/// <summary>A file or a collection of files handed to the engine.</summary>
public abstract class AssetOrArchive
{
    private protected AssetOrArchive(string signature, string property, object value)
    {
        Signature = signature;
        Property = property;
        Value = value;
    }

    internal string Signature { get; }

    internal string Property { get; }

    internal object Value { get; }
}
