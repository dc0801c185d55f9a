using System.IO.Compression;

namespace EndToEnd.Tests.Support;

/// <summary>Wheels made of Debian's own Python packages, so that installing requirements needs no package index.</summary>
internal static class Wheels
{
    private const string SitePackages = "usr/lib/python3/dist-packages";

    /// <summary>Makes a wheel of each package in the directory; the key is the Debian package, the value the module it brings.</summary>
    public static async Task MakeAsync(string directory, IReadOnlyDictionary<string, string> packages)
    {
        var work = Directory.CreateTempSubdirectory("infra-wheels-");
        try
        {
            // apt fetches as a user of its own.
            File.SetUnixFileMode(work.FullName, (UnixFileMode)0b111_111_111);
            (await Command.RunAsync("apt-get", ["download", "-q", .. packages.Keys], work.FullName)).ShouldExit(0);
            foreach (var archive in work.GetFiles("*.deb"))
            {
                (await Command.RunAsync("dpkg-deb", ["-x", archive.FullName, work.FullName])).ShouldExit(0);
            }

            Directory.CreateDirectory(directory);
            foreach (var module in packages.Values)
            {
                await PackAsync(Path.Combine(work.FullName, SitePackages), module, directory);
            }
        }
        finally
        {
            work.Delete(recursive: true);
        }
    }

    private static async Task PackAsync(string root, string module, string directory)
    {
        await using var wheel = await ZipFile.OpenAsync(Path.Combine(directory, $"{module}-1.0-py3-none-any.whl"), ZipArchiveMode.Create);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(root, module), "*", SearchOption.AllDirectories).Where(f => new FileInfo(f).LinkTarget is null))
        {
            await wheel.CreateEntryFromFileAsync(file, Path.GetRelativePath(root, file), CompressionLevel.Fastest);
        }

        await AddAsync(wheel, $"{module}-1.0.dist-info/METADATA", $"Metadata-Version: 2.1\nName: {module}\nVersion: 1.0\n");
        await AddAsync(wheel, $"{module}-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nGenerator: infra\nRoot-Is-Purelib: true\nTag: py3-none-any\n");
        await AddAsync(wheel, $"{module}-1.0.dist-info/RECORD", "");
    }

    private static async Task AddAsync(ZipArchive wheel, string name, string content)
    {
        await using var stream = await wheel.CreateEntry(name).OpenAsync();
        await stream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(content));
    }
}
