using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Infra.Machine.Provider.Local.Images;

/// <summary>
/// Who uses an image, and since when nobody does, as files beside its tree: several roots may share the images, and none of
/// them knows the machines of the others.
/// </summary>
internal sealed class ImageUse(string image)
{
    private const string Record = "machine.json";

    private readonly string _users = Path.Combine(image, "users");
    private readonly string _used = Path.Combine(image, "used");

    /// <summary>When it was last asked for; when it was made if that is not written down.</summary>
    public DateTimeOffset LastUsed => new[] { _used, Path.Combine(image, "bytes"), image }.Where(Path.Exists).Select(path => new DateTimeOffset(File.GetLastWriteTimeUtc(path))).FirstOrDefault();

    /// <summary>Directories of machines that stand on it.</summary>
    public ImmutableArray<string> Users =>
        Directory.Exists(_users) ? [.. Directory.GetFiles(_users).Select(File.ReadAllText).Where(machine => File.Exists(Path.Combine(machine, Record))).Order(StringComparer.Ordinal)] : [];

    /// <summary>Somebody asks for it now.</summary>
    public void Touch() => File.WriteAllText(_used, "");

    /// <summary>A machine, by its directory, stands on it until that is gone.</summary>
    public void Claim(string machine)
    {
        Directory.CreateDirectory(_users);
        foreach (var gone in Directory.GetFiles(_users).Where(user => !File.Exists(Path.Combine(File.ReadAllText(user), Record))))
        {
            File.Delete(gone);
        }

        File.WriteAllText(Path.Combine(_users, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(machine)))[..16]), machine);
    }
}
