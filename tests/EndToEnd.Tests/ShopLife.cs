using EndToEnd.Tests.Support;

namespace EndToEnd.Tests;

/// <summary>One environment from the first `up` to its end, shared by the tests that tell its life in order.</summary>
public sealed class ShopLife : IAsyncLifetime
{
    internal const string Stack = "e2e";

    internal TestProject Project { get; private set; } = null!;

    internal IReadOnlyDictionary<string, string> Outputs { get; set; } = new Dictionary<string, string>();

    internal Uri Url => new(Outputs["url"]);

    internal HttpClient Browse() => Browser.Open(Outputs["caFile"], Outputs["address"]);

    internal Task<CommandResult> InfraAsync(params string[] arguments) => Project.InfraAsync([.. arguments, "--stack", Stack]);

    public Task InitializeAsync()
    {
        Project = TestProject.Create();
        Project.WriteStack(Stack, "infra:host: local", "infra:domain: shop.test");
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        if (MachineFactAttribute.Reason is null)
        {
            await InfraAsync("destroy", "--yes", "--allow-data-loss", "--non-interactive");
        }

        await Project.DisposeAsync();
    }
}
