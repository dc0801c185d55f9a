using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Infra.Machine.Provider.Local.Machines;

namespace Infra.Rehearsal.Databases;

/// <summary>How a managed database's engine is run on a machine, as shell scripts for its root. Pure.</summary>
internal abstract partial class DatabaseServer
{
    /// <summary>Of every managed database.</summary>
    public const int Port = 25060;

    /// <summary>Of every pool.</summary>
    public const int PoolPort = 25061;

    /// <summary>The user that standby nodes follow as.</summary>
    public const string Follower = "standby";

    public const string Admin = "doadmin";
    public const string FirstDatabase = "defaultdb";

    protected const UnixFileMode Public = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    protected const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>The cloud's name for it.</summary>
    public abstract string Engine { get; }

    /// <summary>What this computer's Debian has of it.</summary>
    public abstract string Version { get; }

    /// <summary>As in postgresql://.</summary>
    public abstract string Scheme { get; }

    /// <summary>What a URI says about TLS.</summary>
    public abstract string TlsOption { get; }

    public abstract ImmutableArray<string> Packages { get; }

    /// <summary>Its settings, with certificate and key for TLS, which it demands.</summary>
    public abstract ImmutableArray<TreeFile> Files(string certificate, string key);

    /// <summary>Starts it and makes the administrator and the first database.</summary>
    /// <param name="password">The administrator's.</param>
    /// <param name="following">The standby nodes'.</param>
    public abstract string Start(string password, string following);

    /// <summary>Makes another machine's empty server a copy that keeps following; null if the engine is rehearsed without.</summary>
    /// <param name="host">The first node's address.</param>
    /// <param name="following">The password of <see cref="Follower"/>.</param>
    public virtual string? Follow(string host, string following) => null;

    /// <summary>Makes the pools these and no others; null if the engine has none.</summary>
    public virtual string? SetPools(IReadOnlyList<Pool> pools) => null;

    /// <summary>Says "yes" if the pool is there and answers.</summary>
    public virtual string? HasPool(string name) => null;

    public abstract string CreateDatabase(string name);

    public abstract string DropDatabase(string name);

    public abstract string CreateUser(string name, string password);

    public abstract string DropUser(string name);

    /// <summary>Says "yes" if it is there, and nothing otherwise.</summary>
    public abstract string HasDatabase(string name);

    public abstract string HasUser(string name);

    /// <summary>Null if this computer has nothing like the engine.</summary>
    public static DatabaseServer? Of(string engine) => engine switch
    {
        "pg" => new PostgresServer(),
        "mysql" => new MysqlServer(),
        _ => null,
    };

    /// <summary>Says a user's password, which nothing outside the machine keeps.</summary>
    public static string TellPassword(string user) => $"cat /root/passwords/{user}\n";

    /// <summary>Keeps it where only the machine's root looks.</summary>
    protected static string KeepPassword(string user, string password) =>
        $"mkdir -p -m 700 /root/passwords\ncat >/root/passwords/{user} <<'END-OF-PASSWORD'\n{password}\nEND-OF-PASSWORD\n";

    protected static string ForgetPassword(string user) => $"rm -f /root/passwords/{user}\n";

    /// <summary>A name that needs no thought about quotes.</summary>
    public static bool IsName(string name) => Plain().IsMatch(name);

    [GeneratedRegex(@"^[A-Za-z0-9_][A-Za-z0-9_\-]{0,62}\z")]
    private static partial Regex Plain();
}
