namespace Infra.Engine.Execution;

/// <summary>A step failed and has been reported.</summary>
internal sealed class StepFailedException(string urn) : Exception($"a step of {urn} failed")
{
    public string Urn { get; } = urn;
}
