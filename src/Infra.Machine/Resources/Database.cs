using Pulumi;

namespace Infra.Machine.Resources;

/// <summary>A database and the role that owns it; dropped only if that was declared.</summary>
[MachineResourceType("Database")]
public sealed class Database : CustomResource
{
    public Database(string name, DatabaseArgs args, CustomResourceOptions? options = null)
        : base("machine:index:Database", name, args, MachineProvider.Options(options))
    {
    }

    /// <summary>Of the database.</summary>
    [Output("name")]
    public Output<string> Name { get; private set; } = null!;

    /// <summary>The role.</summary>
    [Output("owner")]
    public Output<string> Owner { get; private set; } = null!;

    /// <summary>Where it listens.</summary>
    [Output("socket")]
    public Output<string> Socket { get; private set; } = null!;
}
