using System.Collections.Immutable;

namespace Infra.Engine.Plan;

/// <summary>What one registration comes to.</summary>
/// <param name="Urn">The resource.</param>
/// <param name="Steps">What is to be done; nothing for a new resource that the operation is not about.</param>
/// <param name="Selected">False for a resource that the operation is not about: it stays as it is.</param>
internal sealed record RegistrationPlan(string Urn, ImmutableArray<Step> Steps, bool Selected = true);
