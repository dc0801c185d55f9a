using System.Globalization;
using System.Text.Json.Nodes;
using EndToEnd.Tests.Support;
using Tests.Support;

namespace EndToEnd.Tests.Kills;

/// <summary>A stack of things, the files they are, and a provider that kills the engine at a chosen instant.</summary>
internal sealed class MortalStack : IAsyncDisposable
{
    private const string Stack = "dev";

    private readonly TestProject _project;

    /// <summary>A runtime that is killed leaves the pipes for its debugger in the directory for temporary files.</summary>
    private readonly Dictionary<string, string?> _environment;

    private MortalStack(string infra)
    {
        _project = TestProject.Create(
            $"name: steps\nruntime:\n  name: dotnet\n  options:\n    binary: {Repository.WrongProgram}\nplugins:\n  providers:\n    - name: thing\n      path: plugin\n", infra);
        _environment = new() { ["TMPDIR"] = Directory.CreateDirectory(Path.Combine(_project.Directory, "tmp")).FullName };
    }

    private string Ledger => Path.Combine(_project.Directory, "ledger");

    private string List => Path.Combine(_project.Directory, "instants");

    /// <summary>With what is there that nobody manages.</summary>
    public static async Task<MortalStack> CreateAsync()
    {
        var stack = new MortalStack(await NativeCommand.FileAsync());
        var plugin = Directory.CreateDirectory(Path.Combine(stack._project.Directory, "plugin")).FullName;
        await NodePackages.LinkAsync(plugin);
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Kills", "provider.js"), Path.Combine(plugin, "provider.js"));
        var start = Path.Combine(plugin, "pulumi-resource-thing");
        await File.WriteAllTextAsync(start, "#!/bin/sh\nexec node \"${0%/*}/provider.js\" \"$@\"\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(start, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        Directory.CreateDirectory(stack.Ledger);
        for (var i = 1; i <= 4; i++)
        {
            await File.WriteAllTextAsync(Path.Combine(stack.Ledger, $"foreign-{i}"), $$"""{"size":1,"made":"foreign-{{i}}"}""");
        }

        stack.Declare(1);
        return stack;
    }

    /// <summary>Another one that is as this one is.</summary>
    public async Task<MortalStack> CopyAsync()
    {
        var copy = await CreateAsync();
        Directory.Delete(copy.Ledger, recursive: true);
        foreach (var part in new[] { "ledger", "home" })
        {
            TestProject.Copy(Path.Combine(_project.Directory, part), Path.Combine(copy._project.Directory, part));
        }

        File.Copy(Path.Combine(_project.Directory, $"Pulumi.{Stack}.yaml"), Path.Combine(copy._project.Directory, $"Pulumi.{Stack}.yaml"), overwrite: true);
        return copy;
    }

    public void Declare(int version) =>
        File.WriteAllText(Path.Combine(_project.Directory, $"Pulumi.{Stack}.yaml"), $"config:\n  steps:does: steps\n  steps:version: {version}\n");

    /// <summary>Somebody changes one thing by hand and takes others away.</summary>
    public void Drift()
    {
        File.WriteAllText(Path.Combine(Ledger, "grow"), """{"key":"grow","size":9,"made":"grow"}""");
        File.Delete(Path.Combine(Ledger, "gone"));
        File.Delete(Path.Combine(Ledger, "inside"));
    }

    public Task<CommandResult> RunAsync(string command)
    {
        File.Delete(List);
        return _project.InfraAsync(_environment, command, "--yes", "--non-interactive", "--parallel", "1", "--stack", Stack);
    }

    /// <summary>The command, killed at the instant of that number, from 1.</summary>
    public async Task<CommandResult> RunAsync(string command, int killAt)
    {
        var order = Path.Combine(_project.Directory, "kill-at");
        await File.WriteAllTextAsync(order, killAt.ToString(CultureInfo.InvariantCulture));
        var result = await RunAsync(command);
        File.Delete(order);
        return result;
    }

    /// <summary>Takes away the lock of a process that was killed.</summary>
    public async Task CancelAsync() => (await _project.InfraAsync("cancel", "--yes", "--stack", Stack)).ShouldExit(0);

    /// <summary>What the provider was asked and has done in the last run, in order.</summary>
    public string[] Instants => File.Exists(List) ? File.ReadAllLines(List) : [];

    /// <summary>What is really there.</summary>
    public IEnumerable<string> Things => Directory.EnumerateFiles(Ledger).Order(StringComparer.Ordinal).Select(f => $"{Path.GetFileName(f)} {File.ReadAllText(f)}");

    /// <summary>The state as the command tells it.</summary>
    public async Task<JsonNode> StateAsync() =>
        JsonNode.Parse((await _project.InfraAsync("stack", "export", "--show-secrets", "--stack", Stack)).ShouldExit(0).Output)!["deployment"]!;

    public ValueTask DisposeAsync() => _project.DisposeAsync();
}
