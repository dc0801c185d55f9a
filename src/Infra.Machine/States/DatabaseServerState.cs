namespace Infra.Machine.States;

/// <summary>Everything inside a server that has the database and nothing else.</summary>
public sealed record DatabaseServerState
{
    public required LayerState System { get; init; }

    public required LayerState Access { get; init; }

    public required LayerState Database { get; init; }

    public required DatabaseState Data { get; init; }
}
