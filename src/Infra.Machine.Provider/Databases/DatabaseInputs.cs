using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Infra.Machine.Provider.Inputs;
using Infra.Machine.Provider.Ssh;
using Infra.Protocol.Properties;

namespace Infra.Machine.Provider.Databases;

/// <summary>A database and the role that owns it.</summary>
internal sealed partial record DatabaseInputs(
    ServerConnection Connection, DatabaseEngine Engine, string Name, string Owner, SecretText? Password, ImmutableArray<string> Extensions, bool DropOnDelete)
{
    private static readonly ImmutableHashSet<string> _ownDatabases =
        ImmutableHashSet.Create(StringComparer.OrdinalIgnoreCase, "postgres", "template0", "template1", "mysql", "sys", "information_schema", "performance_schema");

    private static readonly ImmutableHashSet<string> _ownRoles = ImmutableHashSet.Create(StringComparer.OrdinalIgnoreCase, "postgres", "mysql", "root");

    public static DatabaseInputs Read(InputReader inputs)
    {
        var connection = ConnectionInputs.Read(inputs)!;
        var engine = inputs.Text("engine");
        inputs.Demand(engine is "" or "postgresql" or "mariadb", "engine", $"must be 'postgresql' or 'mariadb', not '{engine}'");
        var password = inputs.OptionalText("password");
        inputs.Demand(password is null || (password.Length > 0 && !password.Any(char.IsControl)), "password", "must be one line of text, and not an empty one");
        var extensions = inputs.Texts("extensions");
        inputs.Demand(extensions.IsEmpty || engine == "postgresql", "extensions", "are PostgreSQL's");
        foreach (var (extension, i) in extensions.Select((e, i) => (e, i)))
        {
            if (!Word().IsMatch(extension))
            {
                inputs.Fail("extensions", i, $"'{extension}' is not the name of an extension");
            }
        }

        return new(
            connection,
            engine == "mariadb" ? DatabaseEngine.MariaDb : DatabaseEngine.PostgreSql,
            ReadName(inputs, "name", _ownDatabases),
            ReadName(inputs, "owner", _ownRoles),
            password is null ? null : new SecretText(password),
            extensions,
            inputs.Flag("dropOnDelete", byDefault: false));
    }

    public static DatabaseInputs Of(PropertyMap inputs) => InputReader.Read(inputs, Read);

    private static string ReadName(InputReader inputs, string name, ImmutableHashSet<string> own)
    {
        var value = inputs.Text(name);
        inputs.Demand(!own.Contains(value), name, $"'{value}' belongs to the database server itself: choose another name");
        inputs.Demand(value.Length == 0 || (Word().IsMatch(value) && value.Length <= 63), name, "may have letters, digits, '_' and '-' only, and 63 of them");
        return value;
    }

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_-]*\z")]
    private static partial Regex Word();
}
