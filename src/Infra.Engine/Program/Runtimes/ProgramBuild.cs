using System.ComponentModel;
using System.Diagnostics;
using System.Text.RegularExpressions;
using Infra.Engine.Diagnostics;
using Infra.Engine.Execution;
using Infra.Protocol.Processes;
using Infra.Protocol.Providers;

namespace Infra.Engine.Program.Runtimes;

/// <summary>Builds a .NET program, if what it is made from has changed since the last time.</summary>
internal static partial class ProgramBuild
{
    private const int MaximumErrors = 20;

    /// <summary>The path of the program's assembly.</summary>
    /// <exception cref="InfraException">It does not compile.</exception>
    public static async Task<string> EnsureAsync(string dotnet, string projectFile, EventSink events, CancellationToken cancellationToken)
    {
        var digest = SourceDigest.Compute(projectFile);
        if (BuildStamp.Load(projectFile) is { } stamp && stamp.Digest == digest)
        {
            return stamp.TargetPath;
        }

        events.Diagnose("", LogSeverity.Info, $"building {Path.GetFileName(projectFile)}", ephemeral: true);
        var output = Path.Combine(Path.GetDirectoryName(projectFile)!, "obj", "infra", "program");
        var publish = PublishAsync(dotnet, projectFile, output, cancellationToken);
        var target = RunAsync(dotnet, ["msbuild", projectFile, "-nologo", "-getProperty:TargetFileName", "-p:Configuration=Release"], cancellationToken);
        await Task.WhenAll(publish, target);
        if (!publish.Result.Succeeded)
        {
            throw DoesNotCompile(projectFile, publish.Result);
        }

        var assembly = Path.Combine(output, target.Result.Output.Trim());
        if (!target.Result.Succeeded || !File.Exists(assembly))
        {
            throw new InfraException("INF4312", "the program was built, but its assembly was not found", $"msbuild says it is '{assembly}'. {target.Result.Error.Trim()}", "Is the project an executable (<OutputType>Exe</OutputType>)?", projectFile);
        }

        new BuildStamp(digest, assembly).Save(projectFile);
        return assembly;
    }

    /// <summary>
    /// Compiled ahead of time it starts twice as fast; the compiler for that is a package, which may be out of reach.
    /// Nothing of it is in the project's own bin and obj, which the person's builds use.
    /// </summary>
    private static async Task<ProcessResult> PublishAsync(string dotnet, string projectFile, string output, CancellationToken cancellationToken)
    {
        string[] usual =
        [
            "publish", projectFile, "-c", "Release", "-o", output, "--artifacts-path", Path.Combine(Path.GetDirectoryName(projectFile)!, "obj", "infra", "artifacts"),
            "--self-contained", "false", "-nologo", "-v", "q", "-p:RunAnalyzers=false", "-p:PublishSingleFile=false", "-p:PublishTrimmed=false", "-p:PublishAot=false",
        ];
        var result = await RunAsync(dotnet, [.. usual, "--use-current-runtime", "-p:PublishReadyToRun=true"], cancellationToken);
        return !result.Succeeded && (result.Output + result.Error).Contains("crossgen", StringComparison.OrdinalIgnoreCase)
            ? await RunAsync(dotnet, usual, cancellationToken)
            : result;
    }

    private static async Task<ProcessResult> RunAsync(string dotnet, string[] arguments, CancellationToken cancellationToken)
    {
        var info = new ProcessStartInfo(dotnet, arguments) { WorkingDirectory = Path.GetDirectoryName(arguments[1])! };
        info.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        info.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        info.Environment["DOTNET_NOLOGO"] = "1";
        info.Environment["DOTNET_TieredPGO"] = "0";
        info.Environment["MSBUILDTERMINALLOGGER"] = "off";
        try
        {
            return await ChildProcess.RunAsync(info, ReadOnlyMemory<byte>.Empty, cancellationToken);
        }
        catch (Win32Exception e)
        {
            throw new InfraException("INF4313", "the .NET SDK was not found", $"'{dotnet}' could not be started: {e.Message}.", "Install the .NET 10 SDK and put `dotnet` on the PATH.", inner: e);
        }
    }

    private static InfraException DoesNotCompile(string projectFile, ProcessResult result)
    {
        var errors = Error().Matches(result.Output + "\n" + result.Error).Select(m => m.Value.Trim()).Distinct(StringComparer.Ordinal).ToArray();
        var shown = errors.Take(MaximumErrors).ToList();
        if (errors.Length > MaximumErrors)
        {
            shown.Add($"and {errors.Length - MaximumErrors} more");
        }

        var detail = errors.Length == 0 ? (result.Output + result.Error).Trim() : string.Join('\n', shown);
        var first = errors.Select(e => Place().Match(e)).FirstOrDefault(m => m.Success);
        var place = first is null ? projectFile : $"{first.Groups["file"].Value}:{first.Groups["line"].Value}:{first.Groups["column"].Value}";
        return new InfraException("INF4310", "the program does not compile", detail, "Correct it and run the command again. Nothing was changed.", place);
    }

    /// <summary>"file(line,column): error CODE: message", without the project in brackets at the end.</summary>
    [GeneratedRegex(@"^[^\n]*?: error [A-Za-z]*[0-9]*: .*?(?=\s*\[[^\]\n]*\]\s*$|\s*$)", RegexOptions.Multiline)]
    private static partial Regex Error();

    [GeneratedRegex(@"^(?<file>.+?)\((?<line>\d+),(?<column>\d+)[^)]*\): error")]
    private static partial Regex Place();
}
