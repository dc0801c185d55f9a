namespace Bench.Converge;

/// <summary>Package lists and archives that every measured machine gets, so that no download is timed.</summary>
internal static class DebianCache
{
    private static readonly string[] _folders = ["var/lib/apt/lists", "var/cache/apt/archives"];

    /// <summary>Downloads the packages on one machine and keeps what apt has then.</summary>
    public static async Task FillAsync(BenchServer server, IEnumerable<string> packages, string cache)
    {
        await server.SshAsync(
            cache,
            $"sudo sh -c 'apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends --download-only {string.Join(' ', packages)}'");
        foreach (var folder in _folders)
        {
            CopyFiles(Path.Combine(server.Root, folder), Path.Combine(cache, folder));
        }
    }

    public static void Put(string cache, BenchServer server)
    {
        foreach (var folder in _folders)
        {
            CopyFiles(Path.Combine(cache, folder), Path.Combine(server.Root, folder));
        }
    }

    private static void CopyFiles(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from).Where(file => Path.GetFileName(file) != "lock"))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)), overwrite: true);
        }
    }
}
