using Infra.Engine.State;
using Infra.Protocol.Providers;

namespace Infra.Engine.Plan;

/// <summary>Whom the planner asks for checks and differences; it never lets them change anything.</summary>
public interface IPlanProviders
{
    Task<IResourceProvider> GetAsync(ResourceState resource);
}
