using System.Collections.Immutable;
using Pulumi.Serialization;

namespace Pulumi;

/// <summary>A collection of named files.</summary>
public abstract class Archive : AssetOrArchive
{
    private protected Archive(string property, object value)
        : base(WireConstants.ArchiveSignature, property, value)
    {
    }
}

/// <summary>A directory or an archive file of this computer.</summary>
public sealed class FileArchive(string path) : Archive(WireConstants.PathProperty, path);

/// <summary>An archive file fetched from a URI.</summary>
public sealed class RemoteArchive(string uri) : Archive(WireConstants.UriProperty, uri);

/// <summary>Files and archives put together under names.</summary>
public sealed class AssetArchive(IDictionary<string, AssetOrArchive> assets)
    : Archive(WireConstants.AssetsProperty, assets.ToImmutableDictionary());
