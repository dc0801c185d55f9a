using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Infra.Machine.Provider.Local.Host;

namespace Infra.Rehearsal.Tests.Support;

/// <summary>A small container image as a directory of OCI's layout: busybox and a script that serves one page as an unprivileged user.</summary>
internal sealed class SampleImage : IDisposable
{
    private const int User = 1234;

    private const string Script =
        """
        #!/bin/sh
        mkdir -p page
        echo "VERSION: $GREETING, $FROM_IMAGE, user $(id -u), in $(pwd), root $(ls /)" | tr '\n' ' ' >page/index.html
        exec httpd -f -p "$PORT" -h page

        """;

    private static readonly string[] _applets = ["sh", "cat", "echo", "httpd", "id", "ls", "mkdir", "test", "touch", "tr"];

    private readonly string _directory = Directory.CreateTempSubdirectory("infra-image-").FullName;

    private SampleImage()
    {
    }

    public string Layout => Path.Combine(_directory, "layout");

    /// <param name="version">What its page begins with.</param>
    /// <param name="entry">Its entry point.</param>
    public static async Task<SampleImage> CreateAsync(string version, params string[] entry)
    {
        var image = new SampleImage();
        await HostCommand.RunAsync("sh", ["-c", $"cd {image._directory} && apt-get download -qq busybox-static 2>/dev/null && dpkg -x busybox-static_*.deb packed"], default);
        image.Write(image.Layer(version), entry);
        return image;
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private byte[] Layer(string version)
    {
        using var layer = new MemoryStream();
        using (var tar = new TarWriter(layer, TarEntryFormat.Pax, leaveOpen: true))
        {
            foreach (var directory in (string[])["bin", "etc", "app", "tmp"])
            {
                tar.WriteEntry(Owned(new PaxTarEntry(TarEntryType.Directory, directory) { Mode = (UnixFileMode)0b111_101_101 }, directory == "app"));
            }

            Add(tar, "bin/busybox", File.ReadAllBytes(Path.Combine(_directory, "packed", "bin", "busybox")));
            foreach (var applet in _applets)
            {
                tar.WriteEntry(new PaxTarEntry(TarEntryType.SymbolicLink, "bin/" + applet) { LinkName = "/bin/busybox" });
            }

            Add(tar, "etc/passwd", Encoding.UTF8.GetBytes($"root:x:0:0::/:/bin/sh\nserver:x:{User}:{User}::/app:/bin/sh\n"));
            Add(tar, "bin/serve", Encoding.UTF8.GetBytes(Script.Replace("VERSION", version, StringComparison.Ordinal)));
        }

        return layer.ToArray();
    }

    private void Write(byte[] layer, string[] entry)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(layer);
        }

        var configuration = new JsonObject
        {
            ["architecture"] = "amd64",
            ["os"] = "linux",
            ["config"] = new JsonObject
            {
                ["User"] = "server",
                ["WorkingDir"] = "/app",
                ["Env"] = new JsonArray("PATH=/sbin:/bin", "FROM_IMAGE=of the image", "GREETING=of nobody"),
                ["Entrypoint"] = new JsonArray([.. entry.Select(word => (JsonNode)word)]),
            },
            ["rootfs"] = new JsonObject { ["type"] = "layers", ["diff_ids"] = new JsonArray("sha256:" + Convert.ToHexStringLower(SHA256.HashData(layer))) },
        };
        var manifest = new JsonObject
        {
            ["schemaVersion"] = 2,
            ["mediaType"] = "application/vnd.oci.image.manifest.v1+json",
            ["config"] = Blob("application/vnd.oci.image.config.v1+json", Encoding.UTF8.GetBytes(configuration.ToJsonString())),
            ["layers"] = new JsonArray(Blob("application/vnd.oci.image.layer.v1.tar+gzip", packed.ToArray())),
        };
        var named = Blob("application/vnd.oci.image.manifest.v1+json", Encoding.UTF8.GetBytes(manifest.ToJsonString()));
        named["annotations"] = new JsonObject { ["org.opencontainers.image.ref.name"] = "app" };
        File.WriteAllText(Path.Combine(Layout, "index.json"), new JsonObject { ["schemaVersion"] = 2, ["manifests"] = new JsonArray(named) }.ToJsonString());
        File.WriteAllText(Path.Combine(Layout, "oci-layout"), """{"imageLayoutVersion":"1.0.0"}""");
    }

    private JsonObject Blob(string type, byte[] content)
    {
        var digest = Convert.ToHexStringLower(SHA256.HashData(content));
        var blobs = Directory.CreateDirectory(Path.Combine(Layout, "blobs", "sha256")).FullName;
        File.WriteAllBytes(Path.Combine(blobs, digest), content);
        return new JsonObject { ["mediaType"] = type, ["digest"] = "sha256:" + digest, ["size"] = content.Length };
    }

    private static void Add(TarWriter tar, string name, byte[] content) => tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name)
    {
        Mode = (UnixFileMode)0b111_101_101,
        DataStream = new MemoryStream(content),
    });

    private static PaxTarEntry Owned(PaxTarEntry entry, bool isOfUser)
    {
        (entry.Uid, entry.Gid) = isOfUser ? (User, User) : (0, 0);
        return entry;
    }
}
