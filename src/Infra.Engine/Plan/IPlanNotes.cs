using Infra.Engine.State;
using Infra.Protocol.Providers;

namespace Infra.Engine.Plan;

/// <summary>What the planner tells and asks its surroundings.</summary>
internal interface IPlanNotes
{
    /// <summary>Shows a message of a resource; an error makes the operation fail in the end.</summary>
    void Note(string urn, LogSeverity severity, string message);

    /// <summary>A resource as this run left it; null if it has not been finished.</summary>
    ResourceState? Finished(string urn);
}
