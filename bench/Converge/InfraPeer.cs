namespace Bench.Converge;

/// <summary>The same environment declared in stacks/, on the same kind of machine over SSH.</summary>
internal sealed class InfraPeer(string directory, string repository)
{
    private const string Stack = "bench";

    private readonly Dictionary<string, string> _environment = new()
    {
        ["HOME"] = directory,
        ["NUGET_PACKAGES"] = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages"),
    };

    public async Task PrepareAsync(BenchServer server, string sample)
    {
        await WriteProjectAsync();
        var key = Path.Combine(directory, "key");
        await File.WriteAllTextAsync(key, server.PrivateKey);
        File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await WriteStackAsync(server, key, sample);
    }

    /// <summary>The same on a machine on this computer.</summary>
    public async Task PrepareLocalAsync(string sample)
    {
        await WriteProjectAsync();
        await File.WriteAllTextAsync(
            Path.Combine(directory, $"Pulumi.{Stack}.yaml"),
            $"""
            config:
              infra:host: local
              infra:domain: bench.test
              infra:source: {sample}
              infra:protectData: false

            """);
    }

    public Task<TimeSpan> VersionAsync() => Timed.RunAsync(Path.Combine(repository, "infra"), ["version"], directory, _environment);

    public Task<TimeSpan> RunAsync(params string[] arguments) =>
        Timed.RunAsync(Path.Combine(repository, "infra"), [.. arguments, "--stack", Stack, "--non-interactive"], directory, _environment);

    public Task<TimeSpan> SetWorkersAsync(int workers) =>
        Timed.RunAsync(Path.Combine(repository, "infra"), ["config", "set", "workers", $"{workers}", "--stack", Stack], directory, _environment);

    private async Task WriteProjectAsync()
    {
        var settings = await File.ReadAllTextAsync(Path.Combine(repository, "Pulumi.yaml"));
        await File.WriteAllTextAsync(
            Path.Combine(directory, "Pulumi.yaml"),
            settings.Replace("main: stacks", $"main: {Path.Combine(repository, "stacks")}", StringComparison.Ordinal).Replace("stackConfigDir: stacks", "stackConfigDir: .", StringComparison.Ordinal));
    }

    private Task WriteStackAsync(BenchServer server, string key, string sample) =>
        File.WriteAllTextAsync(
            Path.Combine(directory, $"Pulumi.{Stack}.yaml"),
            $"""
            config:
              infra:host: ssh
              infra:address: {server.Address}
              infra:user: deploy
              infra:hostKey: {server.HostKey}
              infra:identityFile: {key}
              infra:domain: shop.test
              infra:source: {sample}
              infra:protectData: false

            """);
}
