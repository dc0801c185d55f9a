using System.Text;
using System.Text.Json.Nodes;
using Infra.Machine.Provider.Local.Host;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;

namespace Infra.Rehearsal.Platform.Containers;

/// <summary>Takes an image from its registry, as the platform does at every deployment: what was pulled before is of no use.</summary>
internal static class ImagePull
{
    /// <summary>What an archive calls the image in it.</summary>
    public const string Name = "app";

    private const string Tool = "skopeo";
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(30);

    /// <summary>Before anything is made: that it can be told where the images are, and that this computer can pull them.</summary>
    /// <exception cref="ProviderException">INF7507: it cannot.</exception>
    public static void Demand(IEnumerable<PropertyMap> images, string? registry)
    {
        if (images.Select(image => ContainerImage.Of(image, registry)).ToArray() is [_, ..] && HostCommand.Find(Tool) is null)
        {
            throw new ProviderException($"INF7507: to rehearse an app of an image this computer needs {Tool}:\napt-get install --no-install-recommends {Tool}");
        }
    }

    /// <summary>Pulls it and hands over the archive (of OCI's layout), which is gone afterwards.</summary>
    /// <exception cref="DeploymentFailure">The registry does not give it.</exception>
    public static async Task RunAsync(ContainerImage image, string step, Func<string, Task> archived, CancellationToken cancellationToken)
    {
        var place = Directory.CreateTempSubdirectory("infra-image-").FullName;
        try
        {
            var (archive, accounts) = (Path.Combine(place, "image.tar"), Path.Combine(place, "accounts.json"));
            await WriteAccountsAsync(image, accounts, cancellationToken);
            string[] arguments =
            [
                "--insecure-policy", "copy", "--quiet", "--authfile", accounts, $"--src-tls-verify={(image.IsPlain ? "false" : "true")}",
                "docker://" + image.Location, $"oci-archive:{archive}:{Name}",
            ];
            var last = new List<string>();
            try
            {
                await HostCommand.RunLongAsync(Tool, arguments, "", _patience, line => { lock (last) { last.Add(line); } }, cancellationToken);
            }
            catch (ProviderException e)
            {
                lock (last)
                {
                    throw new DeploymentFailure(step, last.Count == 0 ? e.Message : string.Join('\n', last.TakeLast(5)));
                }
            }

            await archived(archive);
        }
        finally
        {
            Directory.Delete(place, recursive: true);
        }
    }

    // Always one of its own: what this computer's user may pull, the platform may not.
    private static async Task WriteAccountsAsync(ContainerImage image, string file, CancellationToken cancellationToken)
    {
        var accounts = new JsonObject();
        if (image.Credentials.Length > 0)
        {
            accounts[image.Registry] = new JsonObject { ["auth"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(image.Credentials)) };
        }

        await using var stream = new FileStream(file, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = Private });
        await stream.WriteAsync(Encoding.UTF8.GetBytes(new JsonObject { ["auths"] = accounts }.ToJsonString()), cancellationToken);
    }
}
