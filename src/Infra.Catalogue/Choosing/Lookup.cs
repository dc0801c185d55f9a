using System.Collections.Immutable;

namespace Infra.Catalogue.Choosing;

/// <summary>What was found, or why nothing was.</summary>
/// <param name="Value">Null: nothing.</param>
/// <param name="Problem">A sentence that says what is missing and what is nearest; "" if something was found.</param>
/// <param name="Known">Words it could have been, to suggest one of.</param>
public sealed record Lookup<T>(T? Value, string Problem, ImmutableArray<string> Known)
    where T : class;
