using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Infra.Engine.Diagnostics;
using Infra.Engine.Workspace;
using Infra.Protocol.Processes;

namespace Infra.Engine.Program.Runtimes;

/// <summary>The @pulumi/pulumi that node finds from a program's directory.</summary>
/// <param name="RunPath">Its module that runs programs.</param>
/// <param name="Warning">What may go wrong with this node; "" if nothing.</param>
internal sealed partial record NodeSdk(string RunPath, string Warning = "")
{
    /// <summary>A package usually works with the major version before the one it asks for; below this none does.</summary>
    private const int OldestThatMayDo = 18;

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    /// <summary>One line of JSON: node's version; then the module's path and what node the package wants, or what is wrong.</summary>
    private const string Question =
        "var a={node:process.versions.node};"
        + "try{a.run=require.resolve('@pulumi/pulumi/cmd/run');a.engines=(require('@pulumi/pulumi/package.json').engines||{}).node}"
        + "catch(e){if(e.code!=='MODULE_NOT_FOUND'){a.problem=String(e.message)}}"
        + "console.log(JSON.stringify(a))";

    /// <exception cref="InfraException">INF4315: there is no node, or it is too old. INF4316: the package is not installed.</exception>
    public static async Task<NodeSdk> FindAsync(string node, Project project, NodeOptions options, string directory, CancellationToken cancellationToken)
    {
        var answer = await AskAsync(node, directory, cancellationToken);
        if (answer.Run is null)
        {
            throw NotInstalled(project, options, directory, answer.Problem);
        }

        return OldFor(answer) switch
        {
            null => new NodeSdk(answer.Run),
            { Major: < OldestThatMayDo } old => throw NoNode($"{node} is version {answer.Node}; the installed @pulumi/pulumi needs {old.Wanted} or newer."),
            var old => new NodeSdk(answer.Run, $"node is version {answer.Node}; the installed @pulumi/pulumi asks for {old.Value.Wanted} or newer and may fail"),
        };
    }

    private static async Task<Answer> AskAsync(string node, string directory, CancellationToken cancellationToken)
    {
        var info = new ProcessStartInfo(node, ["-e", Question]) { WorkingDirectory = directory };
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_patience);
        try
        {
            var result = await ChildProcess.RunAsync(info, ReadOnlyMemory<byte>.Empty, limit.Token);
            var line = result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault() ?? "";
            return result.Succeeded && Parse(line) is { } answer
                ? answer
                : throw NoNode($"'{node}' does not answer as node does: exit code {result.ExitCode}. {result.Error.Trim()}");
        }
        catch (Win32Exception e)
        {
            throw NoNode($"'{node}' could not be started: {e.Message}.", e);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw NoNode($"'{node}' did not answer within {_patience.TotalSeconds:0} s.");
        }
    }

    private static Answer? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, EngineJson.Default.Answer) is { Node: not null } answer ? answer : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Node's major version and the one that is wanted; null if node is new enough, or the package does not say.</summary>
    private static (int Major, int Wanted)? OldFor(Answer answer) =>
        Minimum().Match(answer.Engines ?? "") is { Success: true } minimum
        && int.Parse(minimum.Groups[1].ValueSpan, CultureInfo.InvariantCulture) is var wanted
        && int.TryParse(answer.Node!.Split('.')[0], CultureInfo.InvariantCulture, out var major)
        && major < wanted
            ? (major, wanted)
            : null;

    private static InfraException NotInstalled(Project project, NodeOptions options, string directory, string? problem)
    {
        var manager = options.Installer(directory);
        var manifest = Path.Combine(directory, "package.json");
        var isListed = File.Exists(manifest) && File.ReadAllText(manifest).Contains("\"@pulumi/pulumi\"", StringComparison.Ordinal);
        var command = isListed ? $"{manager} install" : manager == "npm" ? "npm install @pulumi/pulumi" : $"{manager} add @pulumi/pulumi";
        return new InfraException(
            "INF4316", "the program's packages are not installed",
            problem is null ? $"No @pulumi/pulumi with cmd/run is found from {directory}." : $"@pulumi/pulumi, as found from {directory}, cannot be used: {problem}",
            $"cd {directory} && {command}", project.File);
    }

    private static InfraException NoNode(string detail, Exception? inner = null) => new(
        "INF4315", "Node.js was not found, or is too old", detail, "Install Node.js 20 or newer (Debian: apt-get install nodejs) and put `node` on the PATH.", inner: inner);

    [GeneratedRegex(@"^\s*>=\s*v?([0-9]{1,4})")]
    private static partial Regex Minimum();

    internal sealed record Answer(string? Node, string? Run, string? Engines, string? Problem);
}
