using Infra.Engine;
using Infra.Engine.Secrets;
using Infra.Engine.State;
using Microsoft.Extensions.Time.Testing;

namespace Infra.Cli.Tests.Support;

/// <summary>A project with a backend of its own in a directory that is gone after the test, and the command run in it.</summary>
internal sealed class CliWorkspace : IDisposable
{
    private static readonly Lazy<(string Salt, Dictionary<string, byte[]> Files)> _passphrase = new(MakePassphrase);

    public CliWorkspace(string configuration = "")
    {
        Write("Pulumi.yaml", $"name: demo\nruntime: dotnet\nbackend:\n  url: file://{Directory}\n");
        Write("Pulumi.dev.yaml", $"encryptionsalt: {Salt}\n{configuration}");
        foreach (var (name, content) in _passphrase.Value.Files)
        {
            var file = Path(name);
            System.IO.Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
            File.WriteAllBytes(file, content);
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        Backend.Create("dev");
    }

    public static string Salt => _passphrase.Value.Salt;

    public string Directory { get; } = System.IO.Directory.CreateTempSubdirectory("infra-cli-test-").FullName;

    public FakeTimeProvider Clock { get; } = new(Story.Begin);

    public Dictionary<string, string> Variables { get; } = [];

    /// <summary>What is typed at a terminal; null: there is none.</summary>
    public string? Typed { get; set; }

    /// <summary>Happens before each answer that is typed.</summary>
    public Action? Asked { get; set; }

    /// <summary>Columns of the terminal.</summary>
    public int Width { get; set; } = 100;

    /// <summary>The things of the provider "test".</summary>
    public Shelf Shelf { get; } = new();

    /// <summary>What runs in place of the project's program: how often it has run before, and where it declares things.</summary>
    public Func<int, DeclaringProgram.Client, Task>? Program { get; set; }

    /// <summary>What is piped in when there is no terminal.</summary>
    public string Piped { get; set; } = "";

    public FileBackend Backend => FileBackend.Open("file://" + Directory, Directory, "demo", new BackendOptions(Compress: false, Backups: true, "v0.1.0"), Clock);

    public ISecretsManager Secrets => PassphraseSecrets.Open(new PassphraseSource(Variable).Find(create: false), Salt);

    public string Path(string name) => System.IO.Path.Combine(Directory, name);

    public string State(string stack) => Path($".pulumi/stacks/demo/{stack}.json");

    public void Write(string name, string content)
    {
        System.IO.Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path(name))!);
        File.WriteAllText(Path(name), content);
    }

    public string Read(string name) => File.ReadAllText(Path(name));

    public async Task SaveAsync(Snapshot snapshot, string stack = "dev")
    {
        if (!Backend.Exists(stack))
        {
            Backend.Create(stack);
            Write($"Pulumi.{stack}.yaml", $"encryptionsalt: {Salt}\n");
        }

        await using var store = Backend.OpenStack(stack, Secrets, write: true);
        await store.SaveAsync(snapshot, CancellationToken.None);
    }

    public async Task<Snapshot> LoadAsync(string stack = "dev")
    {
        await using var store = Backend.OpenStack(stack, Secrets, write: false);
        return await store.LoadAsync(CancellationToken.None);
    }

    public async Task<CliOutcome> RunAsync(params string[] arguments)
    {
        var terminal = new TestTerminal(Typed ?? Piped, isTerminal: Typed is not null, Asked) { Width = Width };
        var variables = new Dictionary<string, string>(Variables, StringComparer.Ordinal) { ["HOME"] = Directory };
        var host = new CliHost(terminal, Directory, variables, Clock, BuiltInProviders.Catalog with { InProcess = BuiltInProviders.Catalog.InProcess.Add("test", _ => new ShelfProvider(Shelf)) }, new TestComputer());
        if (Program is { } body)
        {
            var runs = 0;
            host = host with { Engine = store => new DeploymentEngine(store, host.Providers, Clock, () => new DeclaringProgram(client => body(runs++, client))) };
        }

        var code = await App.RunAsync(host, arguments).WaitAsync(TimeSpan.FromSeconds(60));
        return new CliOutcome(code, terminal.Output.ToString().Replace("\r\n", "\n", StringComparison.Ordinal), terminal.Errors.ToString().Replace("\r\n", "\n", StringComparison.Ordinal));
    }

    public void Dispose() => System.IO.Directory.Delete(Directory, recursive: true);

    private string? Variable(string name) => name == "HOME" ? Directory : Variables.GetValueOrDefault(name);

    /// <summary>Made once: deriving its key takes half a second.</summary>
    private static (string Salt, Dictionary<string, byte[]> Files) MakePassphrase()
    {
        var home = System.IO.Directory.CreateTempSubdirectory("infra-cli-test-").FullName;
        try
        {
            var secrets = PassphraseSecrets.Create(new PassphraseSource(name => name == "HOME" ? home : null).Find(create: true));
            return (secrets.Salt, System.IO.Directory.EnumerateFiles(home, "*", SearchOption.AllDirectories)
                .ToDictionary(file => System.IO.Path.GetRelativePath(home, file), File.ReadAllBytes));
        }
        finally
        {
            System.IO.Directory.Delete(home, recursive: true);
        }
    }
}

/// <param name="Code">The exit code.</param>
/// <param name="Out">Results.</param>
/// <param name="Err">Messages.</param>
internal sealed record CliOutcome(int Code, string Out, string Err)
{
    public CliOutcome ShouldSucceed()
    {
        Code.ShouldBe(0, Err + Out);
        return this;
    }

    public CliOutcome ShouldFail(string code, int exitCode)
    {
        Err.ShouldContain(code);
        Code.ShouldBe(exitCode, Err + Out);
        return this;
    }
}
