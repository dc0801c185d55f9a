using Infra.Engine.State;

namespace Infra.Cli.Display;

/// <summary>What holds data that nobody can make again.</summary>
internal static class DataBearing
{
    /// <summary>Last words of the names of types, in any package.</summary>
    private static readonly string[] _names = ["Database", "DatabaseCluster", "DatabaseDb", "DatabaseInstance", "Bucket", "BucketV2", "Volume", "ManagedDisk", "Disk", "FileSystem"];

    /// <summary>Types whose names do not tell.</summary>
    private static readonly string[] _types =
        ["azure:storage/account:Account", "azure-native:storage:StorageAccount", "aws:rds/instance:Instance", "aws:rds/cluster:Cluster", "aws:dynamodb/table:Table", "gcp:sql/databaseInstance:DatabaseInstance"];

    public static bool Is(ResourceState state) => state.Custom && (_types.Contains(state.Type) || _names.Contains(Urns.Kind(state.Type)));
}
