using Pulumi.Serialization;

namespace Pulumi;

/// <summary>One file's worth of content.</summary>
public abstract class Asset : AssetOrArchive
{
    private protected Asset(string property, string value)
        : base(WireConstants.AssetSignature, property, value)
    {
    }
}

/// <summary>The content of a file of this computer.</summary>
public sealed class FileAsset(string path) : Asset(WireConstants.PathProperty, path);

/// <summary>Content given as text.</summary>
public sealed class StringAsset(string text) : Asset(WireConstants.TextProperty, text);

/// <summary>Content fetched from a URI.</summary>
public sealed class RemoteAsset(string uri) : Asset(WireConstants.UriProperty, uri);
