using Tests.Support;

namespace EndToEnd.Tests.Support;

/// <summary>The command as it is installed: one file of machine code, published once with the README's line.</summary>
internal static class NativeCommand
{
    private static readonly Lazy<Task<string>> _file = new(PublishAsync);

    public static Task<string> FileAsync() => _file.Value;

    private static async Task<string> PublishAsync()
    {
        (await DebianTools.MissingAsync("gcc")).ShouldBeEmpty();
        var output = Path.Combine(AppContext.BaseDirectory, "native");
        string[] arguments =
        [
            "publish", "src/Infra.Cli", "-p:PublishAot=true", "-o", output,
            "--artifacts-path", Path.Combine(AppContext.BaseDirectory, "native-artifacts"), "-p:RunAnalyzers=false", "--nologo", "-v", "quiet", "-tl:off",
        ];
        (await Command.RunAsync("dotnet", arguments, environment: new Dictionary<string, string?> { ["MSBUILDDISABLENODEREUSE"] = "1" }, timeout: TimeSpan.FromMinutes(15))).ShouldExit(0);
        return Path.Combine(output, "infra");
    }
}
