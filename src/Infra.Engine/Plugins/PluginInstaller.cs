using System.Net;
using Infra.Engine.Diagnostics;
using Infra.Protocol.Providers;

namespace Infra.Engine.Plugins;

/// <summary>Downloads a plugin's release into the cache, in the layout of the official CLI.</summary>
internal sealed class PluginInstaller(PluginEnvironment environment, IProviderHost host)
{
    /// <summary>Of a plugin that is not there and cannot be fetched.</summary>
    public const string MissingCode = "INF4302";

    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(10);

    /// <summary>Where the plugin now is.</summary>
    /// <exception cref="InfraException">INF4302: it is not there and may not, or cannot, be fetched. INF4305: what was fetched is not to be trusted.</exception>
    public async Task<string> InstallAsync(PluginRequest request, CancellationToken cancellationToken)
    {
        var sources = PluginSource.Of(request);
        if (!environment.MayDownload || sources.Length == 0)
        {
            throw Missing(request, environment.MayDownload ? "Its version is not known, so it cannot be downloaded." : "Downloading plugins is switched off (PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION).", null);
        }

        var directory = Path.Combine(environment.CacheDirectory, $"resource-{request.Package}-v{request.Version}");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_patience);
        try
        {
            Directory.CreateDirectory(environment.CacheDirectory);
            await using var alone = await LockAsync(directory + ".lock", limit.Token);
            if (File.Exists(directory + ".partial") || PluginLocator.In(directory, request.Package) is null)
            {
                await FetchAsync(request, sources, directory, limit.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Missing(request, $"Downloading it took longer than {_patience.TotalMinutes:0} minutes.", null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Missing(request, $"It could not be put into the cache: {e.Message}", e);
        }

        return PluginLocator.In(directory, request.Package)
            ?? throw Untrusted(request, $"The archive holds neither {PluginLocator.FileName(request.Package)} nor {PluginCommand.Description}.");
    }

    /// <summary>The mark beside the directory stays until everything is in it, so that half a plugin is never used.</summary>
    private async Task FetchAsync(PluginRequest request, IReadOnlyList<Uri> sources, string directory, CancellationToken cancellationToken)
    {
        var archive = directory + ".tar.gz";
        try
        {
            var digest = await DownloadAsync(request, sources, archive, cancellationToken);
            if (request.Checksums.TryGetValue(PluginSource.Platform, out var expected) && !string.Equals(expected, digest, StringComparison.OrdinalIgnoreCase))
            {
                throw Untrusted(request, $"Its SHA-256 is {digest}; the program expects {expected}.");
            }

            await File.WriteAllBytesAsync(directory + ".partial", [], cancellationToken);
            if (Directory.Exists(directory))
            {
                Directory.Delete(directory, recursive: true);
            }

            await PluginArchive.UnpackAsync(archive, directory, cancellationToken);
            File.Delete(directory + ".partial");
        }
        catch (InvalidDataException e)
        {
            throw Untrusted(request, e.Message);
        }
        finally
        {
            File.Delete(archive);
        }
    }

    private async Task<string> DownloadAsync(PluginRequest request, IReadOnlyList<Uri> sources, string archive, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        http.DefaultRequestHeaders.UserAgent.ParseAdd("infra");
        var failures = new List<string>();
        foreach (var source in sources)
        {
            try
            {
                host.Log(LogSeverity.Info, $"downloading the plugin {request} from {source.Host}");
                using var response = await http.GetAsync(source, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
                if (response.StatusCode == HttpStatusCode.OK)
                {
                    return await PluginArchive.SaveAsync(await response.Content.ReadAsStreamAsync(cancellationToken), archive, cancellationToken);
                }

                failures.Add($"{source}: HTTP {(int)response.StatusCode}");
            }
            catch (Exception e) when (e is HttpRequestException or HttpIOException)
            {
                failures.Add($"{source}: {e.Message}");
            }
        }

        throw Missing(request, "It could not be downloaded:\n  " + string.Join("\n  ", failures), null);
    }

    private static async Task<FileStream> LockAsync(string file, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (Directory.Exists(Path.GetDirectoryName(file)))
            {
                // Another run installs it.
                await Task.Delay(TimeSpan.FromMilliseconds(200), cancellationToken);
            }
        }
    }

    private InfraException Missing(PluginRequest request, string detail, Exception? inner)
    {
        var version = request.Version.Length > 0 ? request.Version : "<version>";
        var directory = Path.Combine(environment.CacheDirectory, $"resource-{request.Package}-v{version}");
        var server = request.DownloadUrl.Length > 0 ? $" --server {request.DownloadUrl}" : "";
        return new InfraException(
            MissingCode,
            $"the provider plugin {request} is not installed",
            $"Looked under plugins.providers in Pulumi.yaml, for {PluginLocator.FileName(request.Package)} on $PATH and beside infra, and in {environment.CacheDirectory}. {detail}",
            $"Install it with the official CLI:\n  pulumi plugin install resource {request.Package} v{version}{server}\nor unpack its release archive:\n  mkdir -p {directory}\n  tar -xzf pulumi-resource-{request.Package}-v{version}-{PluginSource.Platform}.tar.gz -C {directory}\nor name its path under plugins.providers in Pulumi.yaml.",
            inner: inner);
    }

    private static InfraException Untrusted(PluginRequest request, string detail) => new(
        "INF4305", $"the download of the provider plugin {request} is not what it should be", detail + " Nothing of it is used.",
        "Try again; if it stays so, ask who publishes the plugin, or install it by hand.");
}
