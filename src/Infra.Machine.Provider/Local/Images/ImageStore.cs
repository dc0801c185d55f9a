using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Infra.Machine.Provider.Local.Assets;
using Infra.Machine.Provider.Local.Host;
using Infra.Protocol.Providers;

namespace Infra.Machine.Provider.Local.Images;

/// <summary>An image or layer on disk.</summary>
internal sealed record StoredImage(string Name, long Bytes);

/// <summary>
/// Base images and package layers: directories that never change once they are there, made at most once however many
/// processes ask, and stacked under each machine's own files.
/// </summary>
internal sealed class ImageStore(string directory)
{
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(20);

    // Namespaces of its own: when the build ends in whatever way, its processes and mounts are gone too. The lock is held by
    // the build itself, so that one whose starter was killed is waited for, and its result is used.
    private static readonly string[] _isolated = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc", "--", "sh", "-c"];

    private static readonly string[] _stages = ["running apt-get", "downloading", "extracting", "installing"];

    /// <summary>The directories of an image with those packages, the top one first; builds what is missing.</summary>
    public async Task<ImmutableArray<string>> EnsureAsync(
        string image, ImmutableArray<string> packages, Action<string> progress, CancellationToken cancellationToken)
    {
        var recipe = await BaseRecipe.OnThisComputerAsync(image, cancellationToken);
        var lower = await EnsureBaseAsync(image, recipe, progress, cancellationToken);
        ImmutableArray<string> wanted = [.. packages.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return wanted.IsEmpty ? [lower] : [await EnsureLayerAsync(recipe.Key, lower, wanted, progress, cancellationToken), lower];
    }

    /// <summary>What is there, and what builds that are running or were broken off have left.</summary>
    public (ImmutableArray<StoredImage> Images, ImmutableArray<string> Unfinished) List()
    {
        var found = Directory.Exists(directory) ? Directory.GetDirectories(directory).Order(StringComparer.Ordinal).ToArray() : [];
        return (
            [.. found.Where(d => Directory.Exists(Path.Combine(d, "tree")) && !IsUnfinished(d)).Select(d => new StoredImage(Path.GetFileName(d), Size(d)))],
            [.. found.Where(d => IsUnfinished(d) && !IsBeingBuilt(d))]);
    }

    public string PathOf(string name) => Path.Combine(directory, name);

    private static bool IsUnfinished(string path) => path.EndsWith(".new", StringComparison.Ordinal);

    private static bool IsBeingBuilt(string path) => FileLock.IsHeld(path[..^".new".Length] + ".lock");

    private static long Size(string path) =>
        File.Exists(Path.Combine(path, "bytes")) && long.TryParse(File.ReadAllText(Path.Combine(path, "bytes")), CultureInfo.InvariantCulture, out var bytes) ? bytes : 0;

    private static string? Milestone(string line) =>
        _stages.Any(s => line.StartsWith("I: " + s, StringComparison.Ordinal)) ? line[3..].TrimEnd('.')
        : line.StartsWith("Unpacking ", StringComparison.Ordinal) || line.StartsWith("Setting up ", StringComparison.Ordinal) ? line.TrimEnd('.', ' ')
        : line.StartsWith("Need to get ", StringComparison.Ordinal) ? line.TrimEnd('.')
        : null;

    private Task<string> EnsureBaseAsync(string image, BaseRecipe recipe, Action<string> progress, CancellationToken cancellationToken) =>
        BuildAsync(
            $"base image {image}",
            recipe.Key,
            Scripts.BuildBase,
            [recipe.Release, BaseRecipe.Packages, Scripts.CustomizeBase, .. recipe.AptOptions.SelectMany(o => new[] { "--aptopt", o })],
            recipe.Sources,
            progress,
            cancellationToken);

    private Task<string> EnsureLayerAsync(
        string baseKey, string lower, ImmutableArray<string> packages, Action<string> progress, CancellationToken cancellationToken) =>
        BuildAsync(
            $"layer of {packages.Length} packages",
            $"layer-{Digest.Of([baseKey, Scripts.BuildLayer, .. packages])}",
            Scripts.BuildLayer,
            [lower, .. packages],
            Resolver.Configuration(),
            progress,
            cancellationToken);

    private static async Task RemoveUnfinishedAsync(string target)
    {
        using (await FileLock.AcquireAsync($"{target}.lock", $"the unfinished image {target}", TimeSpan.FromSeconds(30), CancellationToken.None))
        {
            await HostCommand.RunAsync("rm", ["-rf", "--one-file-system", "--", $"{target}.new"], CancellationToken.None);
        }
    }

    private async Task<string> BuildAsync(
        string what, string key, string script, string[] arguments, string input, Action<string> progress, CancellationToken cancellationToken)
    {
        var target = Path.Combine(directory, key);
        var tree = Path.Combine(target, "tree");
        if (Directory.Exists(tree))
        {
            new ImageUse(target).Touch();
            return tree;
        }

        Directory.CreateDirectory(directory);
        var clock = Stopwatch.StartNew();
        progress($"building the {what}, once");
        try
        {
            await HostCommand.RunLongAsync(
                "flock",
                [$"{target}.lock", .. _isolated, script, "build", target, .. arguments],
                input,
                _patience,
                line =>
                {
                    if (Milestone(line) is { } milestone)
                    {
                        progress($"{what}: {milestone}");
                    }
                },
                cancellationToken);
        }
        catch (Exception e) when (e is ProviderException or OperationCanceledException)
        {
            await RemoveUnfinishedAsync(target);
            cancellationToken.ThrowIfCancellationRequested();
            throw new ProviderException($"the {what} cannot be built: {e.Message}", e);
        }

        progress($"{what} built in {clock.Elapsed.TotalSeconds:0} s");
        return Directory.Exists(tree) ? tree : throw new ProviderException($"the {what} was built, but {tree} is not there");
    }
}
