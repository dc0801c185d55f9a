using Infra.Machine.Provider.Releases;
using Infra.Machine.Provider.Tests.Support;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;

namespace Infra.Machine.Provider.Tests.Releases;

/// <summary>A small application on the shared server, in releases: its unit by a layer, its code by the resource. Gone afterwards.</summary>
internal sealed class DemoApplication : IAsyncDisposable
{
    private const string Code =
        """
        import os, pathlib, socketserver, sys, time
        from http.server import BaseHTTPRequestHandler

        version = pathlib.Path("version").read_text()
        if version == "crash":
            sys.exit("I cannot start")

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                if self.path == "/slow":
                    pathlib.Path("/run/demo/slow-began").touch()
                    time.sleep(2)
                if version == "sick" and self.path == "/healthz":
                    print("I am not well", file=sys.stderr, flush=True)
                self.send_response(503 if version == "sick" else 200)
                self.end_headers()
                self.wfile.write(version.encode())

            def log_message(self, *_):
                pass

        class Server(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
            daemon_threads = False

        if __name__ == "__main__":
            import signal, threading
            server = Server(sys.argv[1], Handler)
            signal.signal(signal.SIGTERM, lambda *_: threading.Thread(target=server.shutdown).start())
            server.serve_forever()
            server.server_close()
        """;

    private const string Unit =
        """
        [Unit]
        Description=demo, release %i
        [Service]
        User=demo
        WorkingDirectory=/srv/demo/releases/%i
        ExecStart=/usr/bin/python3 app.py /run/demo/%i.sock
        ExecStopPost=-/bin/rm --force /run/demo/%i.sock
        KillMode=mixed
        Restart=always
        RestartSec=1
        [Install]
        WantedBy=multi-user.target

        """;

    private readonly SharedServer _server;
    private readonly Layer _layer;
    private PropertyMap? _inputs;
    private CreateResult? _made;

    private DemoApplication(SharedServer server) => (_server, _layer) = (server, new Layer(server, "demo"));

    /// <summary>Of the last deployment that succeeded.</summary>
    public PropertyMap Outputs => _made!.Outputs;

    public string Live => Outputs.Text("release");

    public string[] Kept => [.. Outputs.Find("releases").ShouldBeOfType<ArrayValue>().Items.Select(i => ((StringValue)i).Value)];

    public static async Task<DemoApplication> CreateAsync(SharedServer server)
    {
        var application = new DemoApplication(server);
        await application._layer.CreateAsync(
            ("users", Calls.Map(("demo", Calls.Map(("system", true))))),
            ("directories", Calls.Map(("/run/demo", Calls.Map(("owner", "demo"))))),
            ("files", Calls.Map(("/etc/systemd/system/demo@.service", Calls.Map(("content", Unit))), ("/etc/demo", Calls.Map(("content", "GREETING=hello\n"), ("mode", "0600"))))));
        return application;
    }

    /// <summary>Deploys a version; further inputs as given.</summary>
    public async Task DeployAsync(string version, params (string Name, PropertyValue Value)[] more)
    {
        var inputs = Inputs(version, more);
        _made = _made is null
            ? await _server.Release.CreateAsync(inputs)
            : new(_made.Id, (await _server.Release.UpdateAsync(_made, _inputs!, inputs)).Outputs);
        _inputs = inputs;
    }

    public async Task<string> FailureAsync(string version, params (string Name, PropertyValue Value)[] more) =>
        (await Should.ThrowAsync<ProviderException>(() => DeployAsync(version, more))).Message;

    public async Task<ReadResult?> ReadAsync() => await _server.Release.ReadAsync(_made!, _inputs!);

    public DiffResult Diff(PropertyMap found) =>
        _server.Release.Diff(new DiffArgs(_made!.Id, Calls.Urn, _made.Outputs, found, _server.Release.Checked(_inputs!), []));

    public Task<UpdateResult> RestoreAsync(PropertyMap found) => _server.Release.UpdateAsync(
        new UpdateArgs(_made!.Id, Calls.Urn, _made.Outputs, found, _server.Release.Checked(_inputs!), null, [], Preview: false), CancellationToken.None);

    public Task<InvokeResult> RollBackAsync(string? to = null) => new Rollback(_server.Deployer).InvokeAsync(
        new InvokeArgs("machine:index:rollback", to is null ? _inputs! : _inputs!.With("to", to), Preview: false), CancellationToken.None);

    /// <summary>What a request gets from whichever release serves.</summary>
    public Task<string> AskAsync(string path = "/") => _server.RootAsync($"curl -sS --fail --max-time 20 --unix-socket /run/demo/live.sock http://demo{path}");

    public async Task DeleteAsync()
    {
        await _server.Release.DeleteAsync(_made!, _inputs!);
        _made = null;
    }

    public async ValueTask DisposeAsync()
    {
        await using (_layer)
        {
            await _server.Release.DeleteAsync(new("demo", PropertyMap.Empty), Inputs("any", []));
            await _server.RootAsync("rm -rf /run/demo/slow-began");
        }
    }

    private PropertyMap Inputs(string version, (string Name, PropertyValue Value)[] more) => PropertyMap.From(
    [
        new("connection", _server.Connection),
        new("name", "demo"),
        new("root", "/srv/demo"),
        new("owner", "demo"),
        new("environmentFile", "/etc/demo"),
        new("service", "demo@"),
        new("socketDirectory", "/run/demo"),
        new("healthTimeout", 10),
        new("source", new ArchiveValue(Calls.Map(("app.py", new AssetValue(Code, null, null)), ("version", new AssetValue(version, null, null))), null, null)),
        .. Calls.Map(more),
    ]);
}
