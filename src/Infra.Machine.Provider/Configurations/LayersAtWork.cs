using System.Collections.Concurrent;

namespace Infra.Machine.Provider.Configurations;

/// <summary>The layers with packages that are being brought about now, by server: whoever comes first to apt brings the packages of all.</summary>
internal sealed class LayersAtWork
{
    private readonly ConcurrentDictionary<Entry, ConfigurationInputs> _entries = new();

    /// <summary>Until the result is disposed of, the others of the server know of the layer.</summary>
    public IDisposable Enter(ConfigurationInputs layer)
    {
        var entry = new Entry(_entries);
        if (!layer.Packages.IsEmpty)
        {
            _entries[entry] = layer;
        }

        return entry;
    }

    /// <summary>The titles of the other layers at work on a layer's server, in order.</summary>
    public IEnumerable<string> Beside(ConfigurationInputs layer) =>
        _entries.Values.Where(other => other.Connection.Display == layer.Connection.Display && other.Title != layer.Title).Select(other => other.Title).Distinct().Order(StringComparer.Ordinal);

    private sealed class Entry(ConcurrentDictionary<Entry, ConfigurationInputs> entries) : IDisposable
    {
        public void Dispose() => entries.TryRemove(this, out _);
    }
}
