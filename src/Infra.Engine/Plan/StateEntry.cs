using Infra.Engine.State;

namespace Infra.Engine.Plan;

/// <summary>A resource of the state as the operation found it, and what became of it meanwhile.</summary>
public sealed class StateEntry(int index, ResourceState state)
{
    private volatile ResourceState _state = state;

    /// <summary>The place in the state file; an entry depends only on earlier ones.</summary>
    public int Index { get; } = index;

    public ResourceState State
    {
        get => _state;
        internal set => _state = value;
    }

    public string Urn => State.Urn;

    /// <summary>Superseded or gone: it is not written any more.</summary>
    public bool Done { get; internal set; }

    /// <summary>A registration of this run is about it.</summary>
    public bool Matched { get; internal set; }
}
