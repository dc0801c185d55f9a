using Infra.Hosting;
using Infra.Text;

namespace Infra.Databases;

/// <summary>Where the application keeps its data; reached through a socket, as the application's own user.</summary>
public abstract record Database : Layer
{
    /// <summary>The server's version.</summary>
    public required string Version { get; init; }

    /// <summary>The database's name; null: the environment's.</summary>
    public string? Name { get; init; }

    public Placement Placement { get; init; } = Placement.OnServer;

    /// <summary>Further nodes that follow the first and one of which takes its place when it fails; of a managed database.</summary>
    public int Standbys { get; init; }

    /// <summary>Protected data outlive the declaration unless their loss is allowed in so many words.</summary>
    public bool Protect { get; init; } = true;

    internal override IEnumerable<Finding> Validate(ValidationContext context)
    {
        if (Name is { } name && !Names.IsDatabaseObject(name))
        {
            yield return Finding.Impossible(Codes.Database, "Database.Name", $"'{name}' cannot be the name of a database here.", "Use small letters, digits, _ and -, and begin with a letter.");
        }

        if (Standbys < 0)
        {
            yield return Finding.Impossible(Codes.Database, "Database.Standbys", $"There cannot be {Standbys} standby nodes.", "Declare 0 or more.");
        }

        if (Standbys > 0 && Placement != Placement.Managed)
        {
            yield return Finding.Impossible(Codes.Database, "Database.Standbys", $"A database that is {Placement} has no standby node.", "Declare Placement.Managed, or no standby.");
        }
    }
}
