using Infra.Engine.Events;

namespace Infra.Engine.Tests.Support;

/// <summary>An observer that does not look.</summary>
internal sealed class Nobody : IEngineObserver
{
    public void OnEvent(EngineEvent engineEvent)
    {
    }
}
