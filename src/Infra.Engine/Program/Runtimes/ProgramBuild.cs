using System.ComponentModel;
using System.Diagnostics;
using System.Xml;
using System.Xml.Linq;
using Infra.Engine.Diagnostics;
using Infra.Engine.Execution;
using Infra.Protocol.Processes;
using Infra.Protocol.Providers;

namespace Infra.Engine.Program.Runtimes;

/// <summary>Builds a .NET program, if what it is made from has changed since the last time.</summary>
internal static class ProgramBuild
{
    /// <summary>The SDK finds properties by their names, so that whole assemblies are kept, except the framework's.</summary>
    private static readonly string[] _nativePublish =
    [
        "--use-current-runtime", "-p:TrimMode=partial", "-p:JsonSerializerIsReflectionEnabledByDefault=true", "-p:SuppressTrimAnalysisWarnings=true", "-p:IlcTreatWarningsAsErrors=false",
        "-p:EventSourceSupport=false", "-p:CopyOutputSymbolsToPublishDirectory=false",
    ];

    /// <summary>The path of the program: its assembly, or one file of machine code where the project says PublishAot.</summary>
    /// <exception cref="InfraException">It does not compile.</exception>
    public static async Task<string> EnsureAsync(string dotnet, string projectFile, EventSink events, CancellationToken cancellationToken)
    {
        var digest = SourceDigest.Compute(projectFile);
        if (BuildStamp.Load(projectFile) is { } stamp && stamp.Digest == digest)
        {
            return stamp.TargetPath;
        }

        var native = MentionsNative(projectFile) && await IsNativeAsync(dotnet, projectFile, cancellationToken);
        events.Diagnose("", LogSeverity.Info, native ? $"compiling {Path.GetFileName(projectFile)} to machine code, which takes a minute or more" : $"building {Path.GetFileName(projectFile)}", ephemeral: true);
        var directory = Path.Combine(Path.GetDirectoryName(projectFile)!, "obj", "infra");
        var output = Path.Combine(directory, native ? "native" : "program");
        string[] usual = ["publish", projectFile, "-c", "Release", "-o", output, "--artifacts-path", Path.Combine(directory, "artifacts"), "-nologo", "-v", "q", "-p:RunAnalyzers=false"];
        var publish = native ? RunAsync(dotnet, [.. usual, .. _nativePublish], cancellationToken) : PublishAsync(dotnet, usual, cancellationToken);
        var target = PropertyAsync(dotnet, projectFile, native ? "AssemblyName" : "TargetFileName", cancellationToken);
        await Task.WhenAll(publish, target);
        if (!publish.Result.Succeeded)
        {
            throw BuildFailure.Of(projectFile, native, publish.Result.Output + "\n" + publish.Result.Error);
        }

        var program = Path.Combine(output, target.Result.Output.Trim() + (native && OperatingSystem.IsWindows() ? ".exe" : ""));
        if (!target.Result.Succeeded || !File.Exists(program))
        {
            throw new InfraException("INF4312", "the program was built, but its assembly was not found", $"msbuild says it is '{program}'. {target.Result.Error.Trim()}", "Is the project an executable (<OutputType>Exe</OutputType>)?", projectFile);
        }

        new BuildStamp(digest, program).Save(projectFile);
        return program;
    }

    /// <summary>Whether it is worth a second to ask. What the project imports is not looked at.</summary>
    private static bool MentionsNative(string projectFile)
    {
        try
        {
            return XDocument.Load(projectFile).Descendants().Any(e => e.Name.LocalName == "PublishAot");
        }
        catch (XmlException)
        {
            return false; // the build will say what is wrong with it
        }
    }

    private static async Task<bool> IsNativeAsync(string dotnet, string projectFile, CancellationToken cancellationToken) =>
        await PropertyAsync(dotnet, projectFile, "PublishAot", cancellationToken) is { Succeeded: true } asked && asked.Output.Trim().Equals("true", StringComparison.OrdinalIgnoreCase);

    private static Task<ProcessResult> PropertyAsync(string dotnet, string projectFile, string name, CancellationToken cancellationToken) =>
        RunAsync(dotnet, ["msbuild", projectFile, "-nologo", $"-getProperty:{name}", "-p:Configuration=Release"], cancellationToken);

    /// <summary>
    /// Compiled ahead of time it starts twice as fast; the compiler for that is a package, which may be out of reach.
    /// Nothing of it is in the project's own bin and obj, which the person's builds use.
    /// </summary>
    private static async Task<ProcessResult> PublishAsync(string dotnet, string[] usual, CancellationToken cancellationToken)
    {
        usual = [.. usual, "--self-contained", "false", "-p:PublishSingleFile=false", "-p:PublishTrimmed=false", "-p:PublishAot=false"];
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
}
