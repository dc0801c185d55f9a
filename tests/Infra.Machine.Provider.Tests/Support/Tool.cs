using System.Diagnostics;
using Infra.Protocol.Processes;
using Tests.Support;

namespace Infra.Machine.Provider.Tests.Support;

/// <summary>Other people's programs as judges.</summary>
internal static class Tool
{
    /// <summary>To be called by a test first: without the programs it is skipped, and says which.</summary>
    public static async Task RequireAsync(params string[] names)
    {
        var missing = await DebianTools.MissingAsync(names);
        Skip.If(missing.Length > 0, $"{string.Join(", ", missing)} needed");
    }

    public static async Task<ProcessResult> RunAsync(string name, string[] arguments, string input = "")
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        return await ChildProcess.RunAsync(
            new ProcessStartInfo(DebianTools.Find(name) ?? name, arguments), System.Text.Encoding.UTF8.GetBytes(input), limit.Token);
    }
}
