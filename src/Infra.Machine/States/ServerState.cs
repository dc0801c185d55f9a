using System.Collections.Immutable;

namespace Infra.Machine.States;

/// <summary>Everything inside a server, layer by layer.</summary>
public sealed record ServerState
{
    public required LayerState System { get; init; }

    public required LayerState Access { get; init; }

    public required LayerState Runtime { get; init; }

    public required LayerState? Database { get; init; }

    public required LayerState AppServer { get; init; }

    public required LayerState WebServer { get; init; }

    /// <summary>Null where the certificate is from this computer.</summary>
    public required LayerState? Certificate { get; init; }

    public required DatabaseState? Data { get; init; }

    public required ReleaseState Release { get; init; }

    public IEnumerable<LayerState> Layers => new[] { System, Access, Runtime, Database, AppServer, WebServer, Certificate }.OfType<LayerState>();

    public ImmutableSortedSet<string> Packages => LayerState.Sorted(Layers.SelectMany(layer => layer.Packages));
}
