using System.Collections.Immutable;

namespace Infra.Catalogue.Loading;

/// <summary>What the readers of one file share.</summary>
internal sealed class ReadingContext(string file, List<CatalogueProblem> problems)
{
    /// <summary>Short names of sources to what they stand for.</summary>
    public ImmutableSortedDictionary<string, string> Sources { get; set; } = ImmutableSortedDictionary<string, string>.Empty;

    public string Currency { get; set; } = "";

    public void Problem(int line, string message) => problems.Add(new(file, line, message));
}
