namespace Infra.Rehearsal.Platform;

/// <summary>A step of a deployment that did not come to its end.</summary>
/// <param name="step">What it was, for people.</param>
/// <param name="log">Its last words.</param>
internal sealed class DeploymentFailure(string step, string log) : Exception($"{step}: {log}")
{
    public string Step => step;

    public string Log => log;
}
