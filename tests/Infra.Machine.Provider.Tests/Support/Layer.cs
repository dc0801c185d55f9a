using Infra.Machine.Provider.Configurations;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;

namespace Infra.Machine.Provider.Tests.Support;

/// <summary>A configuration on the shared server through its life, as an engine leads it. Deleted afterwards.</summary>
internal sealed class Layer(SharedServer server, string title) : IAsyncDisposable
{
    private CreateResult _made = new("", PropertyMap.Empty);
    private PropertyMap? _state;
    private PropertyMap? _tried;

    /// <summary>What the last run changed, a line each.</summary>
    public string[] Report => [.. _made.Outputs.Find("report").ShouldBeOfType<ArrayValue>().Items.Select(i => ((StringValue)i).Value)];

    private Configuration Resource => server.Configuration;

    public async Task CreateAsync(params (string Name, PropertyValue Value)[] wanted)
    {
        _tried = Inputs(wanted);
        _made = await Resource.CreateAsync(_tried);
        _state = _tried;
    }

    public async Task UpdateAsync(params (string Name, PropertyValue Value)[] wanted)
    {
        _tried = Inputs(wanted);
        _made = new(_made.Id, (await Resource.UpdateAsync(_made, _state!, _tried)).Outputs);
        _state = _tried;
    }

    /// <summary>The names of what is on the server other than declared.</summary>
    public async Task<string[]> DriftAsync()
    {
        var read = (await Resource.ReadAsync(_made, _state!)).ShouldNotBeNull();
        return [.. Diff(read.Inputs!).DetailedDiff?.Keys ?? []];
    }

    /// <summary>What an engine does about drift.</summary>
    public async Task RestoreAsync()
    {
        var read = (await Resource.ReadAsync(_made, _state!)).ShouldNotBeNull();
        await Resource.UpdateAsync(_made, read.Inputs!, _state!);
    }

    public async Task DeleteAsync()
    {
        await Resource.DeleteAsync(_made, _tried!);
        (_state, _tried) = (null, null);
    }

    public async ValueTask DisposeAsync()
    {
        if (_tried is not null)
        {
            await DeleteAsync();
        }
    }

    private DiffResult Diff(PropertyMap found) => Resource.Diff(_made, found, _state!);

    private PropertyMap Inputs((string Name, PropertyValue Value)[] wanted) =>
        PropertyMap.From([new("connection", server.Connection), new("title", title), .. Calls.Map(wanted)]);
}
