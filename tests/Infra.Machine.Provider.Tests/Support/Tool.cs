using System.Diagnostics;
using Infra.Protocol.Processes;

namespace Infra.Machine.Provider.Tests.Support;

/// <summary>Other people's programs as judges.</summary>
internal static class Tool
{
    public static string? Find(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Concat(["/usr/sbin", "/sbin"])
            .Select(directory => Path.Combine(directory, name)).FirstOrDefault(File.Exists);

    public static void Require(params string[] names) =>
        Skip.If(names.Where(n => Find(n) is null).ToArray() is [var missing, ..], $"{string.Join(", ", names)} needed");

    public static async Task<ProcessResult> RunAsync(string name, string[] arguments, string input = "")
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        return await ChildProcess.RunAsync(
            new ProcessStartInfo(Find(name) ?? name, arguments), System.Text.Encoding.UTF8.GetBytes(input), limit.Token);
    }
}
