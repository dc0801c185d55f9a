using System.Collections.Immutable;

namespace Infra.Engine.Plan;

/// <summary>What one registration comes to.</summary>
public sealed record RegistrationPlan(string Urn, ImmutableArray<Step> Steps);
