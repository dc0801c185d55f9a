using Infra.Engine.Events;

namespace Infra.Cli.Display;

/// <summary>Gives every event to several observers, in their order.</summary>
internal sealed class Observers(params IEnumerable<IEngineObserver> all) : IEngineObserver
{
    private readonly IEngineObserver[] _all = [.. all];

    public void OnEvent(EngineEvent engineEvent)
    {
        foreach (var observer in _all)
        {
            observer.OnEvent(engineEvent);
        }
    }
}
