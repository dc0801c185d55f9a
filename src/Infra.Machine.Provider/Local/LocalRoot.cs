using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Infra.Protocol.Providers;

namespace Infra.Machine.Provider.Local;

/// <summary>Where local machines live, and by which names their interfaces, tables and groups are known on this computer.</summary>
/// <param name="Directory">Holds machines/ and locks/.</param>
/// <param name="Images">Base images and package layers; may be shared by several roots.</param>
/// <param name="Tag">Distinguishes what belongs to this root from what belongs to another.</param>
internal sealed partial record LocalRoot(string Directory, string Images, string Tag)
{
    public const string DirectoryVariable = "INFRA_LOCAL_ROOT";
    public const string ImagesVariable = "INFRA_LOCAL_IMAGES";
    public const string DefaultDirectory = "/var/lib/infra";

    public string Machines => Path.Combine(Directory, "machines");

    public string Locks => Path.Combine(Directory, "locks");

    public string Bridge => Tag + "0";

    public string Table => Tag;

    public string CgroupName => Tag;

    public static LocalRoot FromEnvironment(Func<string, string?> environment)
    {
        var directory = Checked(DirectoryVariable, environment(DirectoryVariable)) ?? DefaultDirectory;
        var images = Checked(ImagesVariable, environment(ImagesVariable)) ?? Path.Combine(directory, "images");
        return new(directory, images, directory == DefaultDirectory ? "infra" : "infra" + Hash(directory));
    }

    public string MachineDirectory(string name) => Path.Combine(Machines, name);

    public string NetworkNamespace(string name) => $"{Tag}-{name}";

    /// <summary>The machine's end on the bridge, by the last number of its address: unique, and short enough for an interface.</summary>
    public string Link(string address) => $"{Tag}v{address[(address.LastIndexOf('.') + 1)..]}";

    public bool IsLink(string name) =>
        name.StartsWith(Tag + "v", StringComparison.Ordinal) && name.Length > Tag.Length + 1 && name[(Tag.Length + 1)..].All(char.IsAsciiDigit);

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..4];

    private static string? Checked(string variable, string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            return null;
        }

        // Overlay mounts separate their options with commas and their layers with colons.
        return PlainPath().IsMatch(value)
            ? value.TrimEnd('/')
            : throw new ProviderException($"{variable}={value} must be an absolute path of letters, digits, '.', '_', '-' and '/'");
    }

    [GeneratedRegex(@"^/[A-Za-z0-9._\-/]*[A-Za-z0-9._\-]/?\z")]
    private static partial Regex PlainPath();
}
