using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Infra.Machine.Provider.Local.Host;
using Infra.Protocol.Processes;
using Tests.Support;

namespace Infra.Rehearsal.Tests.Support;

/// <summary>A registry of container images on this computer alone, for one user: Debian's docker-registry.</summary>
internal sealed class TestRegistry : IAsyncDisposable
{
    public const string Credentials = "ada:wonder";

    // As htpasswd -B writes the account above.
    private const string Account = "ada:$2b$05$hI3284O7Gkv/rw6jyTrfC.zapsxnBZ1gLreRq6GT2PG8pAVD92Bn2\n";

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    private readonly string _directory;
    private readonly Process _process;

    private TestRegistry(string directory, int port)
    {
        (_directory, Address) = (directory, $"127.0.0.1:{port}");
        _process = ChildProcess.Start(OwnSession.Of(new ProcessStartInfo(DebianTools.Find("docker-registry")!, ["serve", Path.Combine(directory, "registry.yml")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        }));
        _process.OutputDataReceived += (_, _) => { };
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public string Address { get; }

    public static async Task<TestRegistry> StartAsync()
    {
        var missing = await DebianTools.MissingAsync("docker-registry", "skopeo");
        Skip.If(missing is [_, ..], $"needs {string.Join(", ", missing)}");
        var (directory, port) = (Directory.CreateTempSubdirectory("infra-registry-").FullName, FreePort());
        await File.WriteAllTextAsync(Path.Combine(directory, "accounts"), Account);
        await File.WriteAllTextAsync(
            Path.Combine(directory, "registry.yml"),
            $$"""
            version: 0.1
            log: { level: error }
            storage: { filesystem: { rootdirectory: {{directory}}/storage } }
            http: { addr: 127.0.0.1:{{port}} }
            auth: { htpasswd: { realm: test, path: {{directory}}/accounts } }
            """);
        var registry = new TestRegistry(directory, port);
        try
        {
            await registry.WaitAsync();
            return registry;
        }
        catch
        {
            await registry.DisposeAsync();
            throw;
        }
    }

    /// <summary>Puts an image (a directory of OCI's layout, in which it is called "app") into a repository.</summary>
    public Task PushAsync(string layout, string name) => HostCommand.RunAsync(
        "skopeo", ["--insecure-policy", "copy", "--quiet", "--dest-tls-verify=false", "--dest-creds", Credentials, $"oci:{layout}:app", $"docker://{Address}/{name}"], default);

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    private async Task WaitAsync()
    {
        using var limit = new CancellationTokenSource(_patience);
        using var client = new HttpClient();
        while (true)
        {
            _process.HasExited.ShouldBeFalse("the registry ended");
            try
            {
                using var answer = await client.GetAsync(new Uri($"http://{Address}/v2/"), limit.Token);
                answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
                return;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(50, limit.Token);
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
