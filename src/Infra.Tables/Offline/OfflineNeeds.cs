using Infra.Tables.Format;

namespace Infra.Tables.Offline;

/// <summary>What the real provider of a package would need to be asked anything.</summary>
public static class OfflineNeeds
{
    /// <summary>What is missing of its credentials, in words; null if nothing is.</summary>
    /// <param name="package">The package's table.</param>
    /// <param name="given">Configuration keys that have a value.</param>
    /// <param name="variable">Reads an environment variable; null or "" if it is not set.</param>
    public static string? MissingCredentials(Table package, IReadOnlySet<string> given, Func<string, string?> variable)
    {
        var missing = package.Properties
            .Where(p => p.Rules.Credential.Count > 0 && !given.Contains(p.Name) && p.Rules.Credential.All(name => string.IsNullOrEmpty(variable(name))))
            .Select(p => $"neither {package.Token}:{p.Name} nor {string.Join(" nor ", p.Rules.Credential)} is set")
            .ToList();
        return missing.Count == 0 ? null : string.Join("; ", missing);
    }

    /// <summary>How to give them, in words.</summary>
    public static string Help(Table package) => string.Join('\n', package.Properties.Where(p => p.Rules.Credential.Count > 0).Select(p =>
        $"infra config set --secret {package.Token}:{p.Name} <{p.Name}>, or the environment variable {p.Rules.Credential[0]}"));
}
