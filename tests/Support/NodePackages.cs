using System.Diagnostics;
using System.Security.Cryptography;
using Infra.Protocol.Processes;

namespace Tests.Support;

/// <summary>
/// The npm packages of tests/node (Pulumi's official Node SDK), installed once a lock file under .build/node for all
/// test projects. Link this file into a test project that needs them.
/// </summary>
internal static class NodePackages
{
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(5);
    private static readonly Lazy<Task<string>> _modules = new(InstallAsync);

    /// <summary>The node_modules directory. Skips the test where there is no npm; fails when npm does.</summary>
    public static async Task<string> ModulesAsync()
    {
        var missing = await DebianTools.MissingAsync("node", "npm");
        Skip.If(missing.Length > 0, $"{string.Join(", ", missing)} needed");
        return await _modules.Value;
    }

    /// <summary>Makes the packages visible to the scripts of a directory, as its node_modules.</summary>
    public static async Task LinkAsync(string directory) =>
        Directory.CreateSymbolicLink(Path.Combine(directory, "node_modules"), await ModulesAsync());

    /// <summary>Makes the newest SDK visible to the scripts of a directory, under its own name; returns where it is.</summary>
    public static async Task<string> LinkNewestAsync(string directory)
    {
        var newest = Path.Combine(await ModulesAsync(), "pulumi-newest");
        var scope = Directory.CreateDirectory(Path.Combine(directory, "node_modules", "@pulumi"));
        Directory.CreateSymbolicLink(Path.Combine(scope.FullName, "pulumi"), newest);
        return newest;
    }

    private static async Task<string> InstallAsync()
    {
        var root = Root();
        var source = Path.Combine(root, "tests", "node");
        var shelf = Directory.CreateDirectory(Path.Combine(root, ".build", "node")).FullName;
        var digest = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(source, "package-lock.json"))));
        var installed = Path.Combine(shelf, digest[..16]);

        await using var alone = await LockAsync(Path.Combine(shelf, "lock"));
        if (!Directory.Exists(installed))
        {
            var partial = installed + ".partial";
            if (Directory.Exists(partial))
            {
                Directory.Delete(partial, recursive: true);
            }

            Directory.CreateDirectory(partial);
            foreach (var name in new[] { "package.json", "package-lock.json" })
            {
                File.Copy(Path.Combine(source, name), Path.Combine(partial, name));
            }

            await RunNpmAsync(partial);
            Directory.Move(partial, installed);
        }

        return Path.Combine(installed, "node_modules");
    }

    private static async Task RunNpmAsync(string directory)
    {
        using var limit = new CancellationTokenSource(_patience);
        var info = new ProcessStartInfo("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"]) { WorkingDirectory = directory };
        var result = await ChildProcess.RunAsync(info, default, limit.Token);
        result.Succeeded.ShouldBeTrue($"npm ci in {directory} failed:\n{result.Output}{result.Error}");
    }

    /// <summary>Another test project may be installing at the same time.</summary>
    private static async Task<FileStream> LockAsync(string file)
    {
        using var limit = new CancellationTokenSource(_patience);
        while (true)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200), limit.Token);
            }
        }
    }

    private static string Root()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "Infra.sln")))
        {
            directory = directory.Parent ?? throw new InvalidOperationException("Infra.sln is not above the test's directory");
        }

        return directory.FullName;
    }
}
