using Infra.Hosting;
using Infra.Text;

namespace Infra.Security;

/// <summary>Who may log in to the server, and from where.</summary>
public sealed record Access : Layer
{
    /// <summary>The one user who logs in, and may become root.</summary>
    public string AdminUser { get; init; } = "deploy";

    /// <summary>Public keys of people who may log in as that user, beside the environment's own.</summary>
    public IReadOnlyList<string> AuthorizedKeys { get; init; } = [];

    /// <summary>Addresses and networks SSH is open for; empty: all.</summary>
    public IReadOnlyList<string> AllowedAddresses { get; init; } = [];

    internal override IEnumerable<Finding> Validate(ValidationContext context)
    {
        if (!Names.IsUser(AdminUser) || ReservedUsers.Contains(AdminUser))
        {
            yield return Finding.Impossible(Codes.Access, "Access.AdminUser", $"'{AdminUser}' cannot be the user who logs in.", "Use small letters, digits and -, begin with a letter, and take no name that Debian uses itself.");
        }

        foreach (var problem in AuthorizedKeys.Select(PublicKeys.ProblemOf).OfType<string>())
        {
            yield return Finding.Impossible(Codes.Access, "Access.AuthorizedKeys", problem, "Give a line of a .pub file; make one with\nssh-keygen -t ed25519");
        }

        foreach (var problem in AllowedAddresses.Select(Networks.ProblemOf).OfType<string>())
        {
            yield return Finding.Impossible(Codes.Access, "Access.AllowedAddresses", problem, "Write an address (192.0.2.7) or a network (192.0.2.0/24, 2001:db8::/32).");
        }
    }
}
