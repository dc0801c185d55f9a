using Infra.Machine.Provider.Local.Host;
using Infra.Protocol.Properties;
using Tests.Support;

namespace Infra.Rehearsal.Tests.Support;

/// <summary>A rehearsed cloud that may make machines; all that a test made is taken away at its end.</summary>
internal sealed class MachineCloud : IAsyncDisposable
{
    private readonly List<(string Kind, string Id, PropertyMap Inputs, string Name)> _made = [];

    private MachineCloud(string? registry) => Cloud = new(directory: $"/var/lib/infra-test/r{Guid.NewGuid():N}"[..30], registry: registry);

    public TestCloud Cloud { get; }

    /// <summary>Installs what is missing if it can; otherwise the test is skipped, and says why.</summary>
    /// <param name="registry">Where images are taken from instead of their own registries.</param>
    public static async Task<MachineCloud> CreateAsync(string? registry = null)
    {
        await DebianTools.MissingAsync(DebianTools.OfMachines);
        Skip.If(HostRequirements.Missing() is [_, ..], string.Join("; ", HostRequirements.Missing()));
        return new MachineCloud(registry);
    }

    public async Task<(string Id, PropertyMap Outputs)> MakeAsync(string kind, PropertyMap inputs, string name)
    {
        var (made, given) = await Cloud.MakeAsync(kind, inputs, name);
        _made.Insert(0, (kind, made.Id, given, name));
        return (made.Id, made.Outputs);
    }

    /// <summary>Takes everything away, the last first, and looks whether something is left.</summary>
    public async Task DestroyAsync()
    {
        foreach (var (kind, id, inputs, name) in _made)
        {
            await Cloud.DeleteAsync(kind, id, inputs, name);
        }

        _made.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        await DestroyAsync();
        await Cloud.DisposeAsync();
    }
}
