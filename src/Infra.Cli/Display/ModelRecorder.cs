using Infra.Engine.Events;

namespace Infra.Cli.Display;

/// <summary>Keeps the newest model; readable from any thread.</summary>
internal sealed class ModelRecorder : IEngineObserver
{
    private volatile OperationModel _model = OperationModel.Empty;

    public OperationModel Model => _model;

    public void OnEvent(EngineEvent engineEvent) => _model = _model.With(engineEvent);
}
