using System.Collections.Immutable;
using Infra.Machine.Provider.Local.Host;

namespace Infra.Machine.Provider.Local.Images;

/// <summary>Removes cached images and layers that no machine stands on and nobody has asked for in a long time.</summary>
/// <param name="store">Where they are.</param>
/// <param name="inUse">Trees that machines stand on which did not claim them.</param>
/// <param name="clock">The time.</param>
internal sealed class ImagePruner(ImageStore store, IReadOnlySet<string> inUse, TimeProvider clock)
{
    /// <summary>A machine that is being made has asked for its images and does not stand on them yet.</summary>
    private static readonly TimeSpan _grace = TimeSpan.FromMinutes(30);

    /// <summary>What can go.</summary>
    /// <param name="unused">For how long nobody has asked for it.</param>
    public ImmutableArray<StoredImage> Find(TimeSpan unused) => [.. store.List().Images.Where(image => CanGo(image, unused))];

    /// <summary>Removes what can go, and says what that was.</summary>
    public async Task<ImmutableArray<StoredImage>> PruneAsync(TimeSpan unused, CancellationToken cancellationToken)
    {
        var removed = ImmutableArray.CreateBuilder<StoredImage>();
        foreach (var image in Find(unused))
        {
            var path = store.PathOf(image.Name);
            using (await FileLock.AcquireAsync($"{path}.lock", $"the image {image.Name}", TimeSpan.FromSeconds(30), cancellationToken))
            {
                if (!CanGo(image, unused))
                {
                    continue;
                }

                // Under the name of an unfinished build: whatever interrupts this, nobody takes it for an image.
                await RemoveAsync(path + ".new", cancellationToken);
                Directory.Move(path, path + ".new");
                await RemoveAsync(path + ".new", cancellationToken);
                removed.Add(image);
            }
        }

        return removed.ToImmutable();
    }

    private static Task<string> RemoveAsync(string directory, CancellationToken cancellationToken) =>
        HostCommand.RunAsync("rm", ["-rf", "--one-file-system", "--", directory], cancellationToken);

    private bool CanGo(StoredImage image, TimeSpan unused)
    {
        var path = store.PathOf(image.Name);
        var use = new ImageUse(path);
        return Directory.Exists(path) && !inUse.Contains(Path.Combine(path, "tree")) && use.Users.IsEmpty && clock.GetUtcNow() - use.LastUsed > (unused > _grace ? unused : _grace);
    }
}
