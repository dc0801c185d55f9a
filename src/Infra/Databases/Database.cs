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

    /// <summary>Protected data outlive the declaration unless their loss is allowed in so many words.</summary>
    public bool Protect { get; init; } = true;

    internal override IEnumerable<Finding> Validate(ValidationContext context)
    {
        if (Name is { } name && !Names.IsDatabaseObject(name))
        {
            yield return Finding.Impossible(Codes.Database, "Database.Name", $"'{name}' cannot be the name of a database here.", "Use small letters, digits, _ and -, and begin with a letter.");
        }
    }
}
