using System.Security.Cryptography;
using Infra.Engine.Diagnostics;

namespace Infra.Engine.Secrets;

/// <summary>
/// Finds the passphrase: PULUMI_CONFIG_PASSPHRASE (an empty value counts), the file named by PULUMI_CONFIG_PASSPHRASE_FILE, or a
/// file in the user's configuration directory that is made once with a random one.
/// </summary>
public sealed class PassphraseSource(Func<string, string?> environment)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerDirectory = OwnerOnly | UnixFileMode.UserExecute;

    /// <summary>The file that is made when nothing else is given.</summary>
    public string DefaultFile
    {
        get
        {
            var configuration = environment("XDG_CONFIG_HOME") is { Length: > 0 } set ? set : Path.Combine(environment("HOME") ?? "/", ".config");
            return Path.Combine(configuration, "infra", "passphrase");
        }
    }

    /// <summary>True if the passphrase is the one in <see cref="DefaultFile"/>.</summary>
    public bool IsDefault => environment("PULUMI_CONFIG_PASSPHRASE") is null && string.IsNullOrEmpty(environment("PULUMI_CONFIG_PASSPHRASE_FILE"));

    /// <summary>The passphrase.</summary>
    /// <param name="create">Make the default file if it is not there.</param>
    /// <exception cref="InfraException">INF3002: there is none, or its file cannot be read or is open to others.</exception>
    public Passphrase Find(bool create)
    {
        if (environment("PULUMI_CONFIG_PASSPHRASE") is { } value)
        {
            return new Passphrase(value, "PULUMI_CONFIG_PASSPHRASE");
        }

        if (environment("PULUMI_CONFIG_PASSPHRASE_FILE") is { Length: > 0 } named)
        {
            return new Passphrase(Read(named).Trim(), $"the file {named} (PULUMI_CONFIG_PASSPHRASE_FILE)");
        }

        if (!File.Exists(DefaultFile))
        {
            if (!create)
            {
                throw Missing($"There is neither PULUMI_CONFIG_PASSPHRASE nor PULUMI_CONFIG_PASSPHRASE_FILE, nor the file {DefaultFile}.");
            }

            Make(DefaultFile);
        }

        RefuseIfOpen(DefaultFile);
        return new Passphrase(Read(DefaultFile).Trim(), $"the file {DefaultFile}")
        {
            Keys = new KeyCache(Path.Combine(Path.GetDirectoryName(DefaultFile)!, "keys")),
        };
    }

    private static void Make(string file)
    {
        var directory = Path.GetDirectoryName(file)!;
        try
        {
            Directory.CreateDirectory(directory, OwnerDirectory);
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OwnerOnly };
            using var stream = new FileStream(file, options);
            stream.Write(System.Text.Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)) + "\n"));
            stream.Flush(flushToDisk: true);
        }
        catch (IOException) when (File.Exists(file))
        {
            // Another process was quicker: its passphrase is as good.
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Missing($"{file} cannot be made: {e.Message}", e);
        }
    }

    private static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Missing($"{file} cannot be read: {e.Message}", e);
        }
    }

    private static void RefuseIfOpen(string file)
    {
        if ((File.GetUnixFileMode(file) & ~OwnerDirectory) != UnixFileMode.None)
        {
            throw new InfraException(
                DiagnosticCodes.PassphraseMissing, "The passphrase file is open to others",
                "Whoever reads it can read every secret of your stacks.", $"chmod 600 {file}", file, ExitCodes.Configuration);
        }
    }

    private static InfraException Missing(string detail, Exception? inner = null) => new(
        DiagnosticCodes.PassphraseMissing, "There is no passphrase for the stack's secrets", detail,
        "Set PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE.", exitCode: ExitCodes.Configuration, inner: inner);
}
