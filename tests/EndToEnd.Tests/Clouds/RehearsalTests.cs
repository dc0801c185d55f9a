using EndToEnd.Tests.Support;
using Infra.Machine.Provider;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;
using Tests.Support;

namespace EndToEnd.Tests.Clouds;

/// <summary>A stack of a cloud on this computer: made, found again, changed, kept apart from the real one, taken away.</summary>
[Collection(Collections.Clouds)]
public sealed class RehearsalTests
{
    private const string Stack = "page";

    [MachineFact]
    public async Task Rehearsal_OfAPage_AnswersIsGuardedAndLeavesNothing()
    {
        (await DebianTools.MissingAsync(DebianTools.OfMachines)).ShouldBeEmpty();
        await using var project = TestProject.Create($"name: wrong\nruntime:\n  name: dotnet\n  options:\n    binary: {Repository.WrongProgram}\n");
        var root = $"/var/lib/infra-test/{Path.GetFileName(project.Directory)}";
        await ConfigureAsync(project, port: "80");
        var place = new Dictionary<string, string?> { ["INFRA_LOCAL_ROOT"] = root, ["INFRA_LOCAL_IMAGES"] = "/var/lib/infra/images" };
        Task<CommandResult> InfraAsync(params string[] arguments) => project.InfraAsync(place, [.. arguments, "--non-interactive", "--stack", Stack]);
        await Life.RunAsync(
            async () =>
            {
                (await InfraAsync("preview", "--rehearse")).ShouldExit(0).Output.ShouldContain("nothing is asked of the cloud");
                Directory.Exists(Path.Combine(root, "rehearsal")).ShouldBeFalse();

                (await InfraAsync("up", "--yes", "--rehearse")).ShouldExit(0);
                var outputs = await project.OutputsAsync(Stack + "-rehearsal");
                using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(120));
                await Eventually.TrueAsync(async () => (await GetAsync(outputs["address"], 80)).Contains("a rehearsed page", StringComparison.Ordinal), limit.Token);
                (await Port.IsOpenAsync(outputs["address"], 8080)).ShouldBeFalse();
                (await RehearsedNames.AskAsync(root, "www.page.example")).ShouldBe(outputs["address"]);

                (await InfraAsync("refresh", "--yes", "--rehearse", "--expect-no-changes")).ShouldExit(0);
                (await InfraAsync("up", "--yes", "--rehearse", "--expect-no-changes")).ShouldExit(0);

                await ConfigureAsync(project, port: "80-8080");
                (await InfraAsync("up", "--yes", "--rehearse")).ShouldExit(0).Output.ShouldContain("1 updated");
                (await GetAsync(outputs["address"], 8080)).ShouldContain("openssl.cnf");

                (await project.InfraAsync(place, "destroy", "--yes", "--non-interactive", "--stack", Stack + "-rehearsal")).ShouldExit(1).All.ShouldContain("INF7501");
                (await InfraAsync("destroy", "--yes", "--rehearse")).ShouldExit(0).Output.ShouldContain("Nothing is left");
            },
            async () =>
            {
                var destroyed = await InfraAsync("destroy", "--yes", "--rehearse");
                var left = Directory.Exists(root) ? Directory.GetDirectories(root).Select(Path.GetFileName).Where(d => d != "locks") : [];
                left.ShouldBeEmpty(destroyed.All);
                Directory.Delete(root, recursive: true);
            });
    }

    private static async Task ConfigureAsync(TestProject project, string port)
    {
        await using var provider = new MachineProvider(new Quiet());
        var key = Path.Combine(project.Directory, "key.pub");
        if (!File.Exists(key))
        {
            var made = await provider.CreateAsync(new CreateArgs("urn:pulumi:test::test::machine:index:KeyPair::key", PropertyMap.Empty, null, false), CancellationToken.None);
            await File.WriteAllTextAsync(key, ((StringValue)made.Outputs["publicKey"]).Value);
        }

        await File.WriteAllTextAsync(
            Path.Combine(project.Directory, $"Pulumi.{Stack}.yaml"),
            $"config:\n  wrong:does: page\n  wrong:port: '{port}'\n  wrong:key: {await File.ReadAllTextAsync(key)}\n");
    }

    private static async Task<string> GetAsync(string address, int port)
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(10) };
        return await client.GetStringAsync(new Uri($"http://{address}:{port}/"));
    }

    private sealed class Quiet : IProviderHost
    {
        public void Log(LogSeverity severity, string message, string urn = "", bool ephemeral = false)
        {
        }
    }
}
