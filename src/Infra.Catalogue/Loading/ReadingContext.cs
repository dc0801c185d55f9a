namespace Infra.Catalogue.Loading;

/// <summary>What the readers of one file share.</summary>
internal sealed class ReadingContext(string file, List<CatalogueProblem> problems)
{
    /// <summary>Short names of sources to what they stand for.</summary>
    public IReadOnlyDictionary<string, string> Sources { get; set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public string Currency { get; set; } = "";

    /// <summary>What a short name stands for; the name itself if there is no such source.</summary>
    public string Source(string name) => Sources.TryGetValue(name, out var source) ? source : name;

    public void Problem(int line, string message) => problems.Add(new(file, line, message));
}
