using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace EndToEnd.Tests.Support;

/// <summary>
/// A person's project in a folder of its own: the repository's Pulumi.yaml with the built program, a copy of the sample,
/// and a home of its own, so that nothing of this computer's user is read or left.
/// </summary>
internal sealed class TestProject : IAsyncDisposable
{
    private readonly Dictionary<string, string?> _environment;
    // Tests that run in the background are started with these signals ignored, and what they start inherits that.
    private const string Listening = "--default-signal=INT,TERM";

    private readonly StringBuilder _heard = new();
    private readonly List<Process> _started = [];

    private TestProject(string directory)
    {
        Directory = directory;
        _environment = new Dictionary<string, string?>
        {
            ["HOME"] = Path.Combine(directory, "home"),
            ["PULUMI_HOME"] = null,
            ["XDG_CONFIG_HOME"] = null,
            ["XDG_DATA_HOME"] = null,
            ["PULUMI_BACKEND_URL"] = null,
            ["PULUMI_CONFIG_PASSPHRASE"] = null,
            ["PULUMI_CONFIG_PASSPHRASE_FILE"] = null,
            ["PULUMI_STACK"] = null,
            ["NO_COLOR"] = "1",
            ["NUGET_PACKAGES"] = Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages"),
            ["DOTNET_CLI_HOME"] = Path.Combine(directory, "home"),
        };
    }

    public string Directory { get; }

    /// <summary>The command that is run.</summary>
    public required string Infra { get; init; }

    public string Sample => Path.Combine(Directory, "sample");

    public string Home => Path.Combine(Directory, "home");

    public static TestProject Create()
    {
        var settings = File.ReadAllText(Path.Combine(Repository.Root, "Pulumi.yaml"))
            .Replace("runtime: dotnet", $"runtime:\n  name: dotnet\n  options:\n    binary: {Repository.Program}", StringComparison.Ordinal)
            .Replace("main: stacks", "main: .", StringComparison.Ordinal)
            .Replace("stackConfigDir: stacks", "stackConfigDir: .", StringComparison.Ordinal);
        var project = Create(settings);
        Copy(Path.Combine(Repository.Root, "samples", "django-shop"), project.Sample);
        return project;
    }

    /// <summary>A project of the given Pulumi.yaml and nothing else.</summary>
    /// <param name="settings">Pulumi.yaml.</param>
    /// <param name="infra">The command to run; the script of the checkout by default.</param>
    public static TestProject Create(string settings, string? infra = null)
    {
        var project = new TestProject(System.IO.Directory.CreateTempSubdirectory("infra-e2e-").FullName) { Infra = infra ?? Repository.Launcher };
        System.IO.Directory.CreateDirectory(project.Home);
        File.WriteAllText(Path.Combine(project.Directory, "Pulumi.yaml"), settings);
        return project;
    }

    /// <summary>Writes Pulumi.&lt;stack&gt;.yaml with the given lines of configuration.</summary>
    public void WriteStack(string stack, params string[] lines) =>
        File.WriteAllText(
            Path.Combine(Directory, $"Pulumi.{stack}.yaml"),
            "config:\n" + string.Concat(lines.Append($"infra:source: {Sample}").Select(line => $"  {line}\n")));

    public Task<CommandResult> InfraAsync(params string[] arguments) =>
        Command.RunAsync(Infra, arguments, Directory, _environment, TimeSpan.FromMinutes(8));

    public Task<CommandResult> InfraAsync(IReadOnlyDictionary<string, string?> environment, params string[] arguments) =>
        Command.RunAsync(Infra, arguments, Directory, new Dictionary<string, string?>(environment.Concat(_environment).DistinctBy(e => e.Key)), TimeSpan.FromMinutes(8));

    /// <summary>What commands that were started and not waited for have said.</summary>
    public string Heard
    {
        get
        {
            lock (_heard)
            {
                return _heard.ToString();
            }
        }
    }

    /// <summary>Starts the command without waiting for it; it ends with the project at the latest.</summary>
    public Process Start(params string[] arguments) => Start("env", [Listening, Infra, .. arguments]);

    /// <summary>Starts the command as the leader of a process group of its own, as a shell at a terminal does.</summary>
    public Process StartGroup(params string[] arguments) => Start("setsid", ["env", Listening, Infra, .. arguments]);

    private Process Start(string file, string[] arguments)
    {
        var info = new ProcessStartInfo(file, arguments) { WorkingDirectory = Directory, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var (name, value) in _environment)
        {
            info.Environment[name] = value;
        }

        var process = Process.Start(info)!;
        _started.Add(process);
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    public async Task<IReadOnlyDictionary<string, string>> OutputsAsync(string stack)
    {
        var result = (await InfraAsync("stack", "output", "--json", "--stack", stack)).ShouldExit(0);
        using var document = JsonDocument.Parse(result.Output);
        return document.RootElement.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.ToString());
    }

    public Task<CommandResult> OnServerAsync(string stack, string script) =>
        InfraAsync("ssh", "--stack", stack, "--", "sudo sh -c '" + script.Replace("'", "'\\''", StringComparison.Ordinal) + "'");

    private void Hear(string? line)
    {
        lock (_heard)
        {
            _heard.AppendLine(line);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _started)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
        }

        System.IO.Directory.Delete(Directory, recursive: true);
    }

    public static void Copy(string from, string to)
    {
        foreach (var file in System.IO.Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            System.IO.Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
