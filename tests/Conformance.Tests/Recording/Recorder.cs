using System.Diagnostics;
using Infra.Protocol.Processes;
using Pulumi;
using Tests.Support;

namespace Conformance.Tests.Recording;

/// <summary>Runs one declaration with either SDK and returns what it asked of the engine, in the comparable form.</summary>
internal static class Recorder
{
    private const string Project = "shop";
    private const string StackName = "dev";
    private const string Organization = "organization";
    private const string Config = """{"shop:plain":"text","shop:password":"hunter2"}""";
    private const string SecretKeys = """["shop:password"]""";
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    /// <summary>In this process, with the bundled SDK.</summary>
    public static async Task<string> RunCSharpAsync(ICase declaration, bool isPreview)
    {
        await using var engine = new RecordingEngine(isPreview);
        await engine.StartAsync();
        var settings = new DeploymentSettings(Project, StackName, Organization, "", isPreview, new ConfigurationValues(Config, SecretKeys));
        var code = await Deployment.RunAsync(settings, new EngineAddresses(engine.Address, engine.Address), () => new Stack(declaration.DeclareAsync, null)).WaitAsync(_patience);
        code.ShouldBe(0, string.Join('\n', engine.Log));
        return Normalisation.Apply(engine.Requests);
    }

    /// <summary>In a process of its own, with the official Node SDK.</summary>
    public static async Task<string> RunNodeAsync(string directory, bool isPreview)
    {
        var project = Directory.CreateTempSubdirectory("infra-conformance-");
        try
        {
            foreach (var file in new[] { Path.Combine(directory, "index.js"), Path.Combine(directory, "..", "things.js") })
            {
                File.Copy(file, Path.Combine(project.FullName, Path.GetFileName(file)));
            }

            await File.WriteAllTextAsync(Path.Combine(project.FullName, "package.json"), "{}");
            var sdk = await NodePackages.LinkNewestAsync(project.FullName);
            return await RunNodeAsync(Path.Combine(sdk, "cmd", "run"), project.FullName, isPreview);
        }
        finally
        {
            project.Delete(recursive: true);
        }
    }

    private static async Task<string> RunNodeAsync(string runner, string project, bool isPreview)
    {
        await using var engine = new RecordingEngine(isPreview);
        await engine.StartAsync();
        string[] arguments =
        [
            runner, "--monitor", engine.Address, "--engine", engine.Address, "--organization", Organization, "--project", Project,
            "--stack", StackName, "--pwd", project, .. isPreview ? ["--dry-run"] : Array.Empty<string>(), "--parallel", "16", ".",
        ];
        var info = new ProcessStartInfo("node", arguments) { WorkingDirectory = project };
        info.Environment["PULUMI_CONFIG"] = Config;
        info.Environment["PULUMI_CONFIG_SECRET_KEYS"] = SecretKeys;
        using var limit = new CancellationTokenSource(_patience);
        var result = await ChildProcess.RunAsync(info, ReadOnlyMemory<byte>.Empty, limit.Token);
        result.Succeeded.ShouldBeTrue($"{result.Output}{result.Error}{string.Join('\n', engine.Log)}");
        return Normalisation.Apply(engine.Requests);
    }
}
