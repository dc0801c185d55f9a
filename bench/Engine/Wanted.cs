namespace Bench.Engine;

/// <summary>What is asked of infra; null where nothing is.</summary>
/// <param name="Ratio">Of its time to Terraform's, at most.</param>
/// <param name="Seconds">At most.</param>
/// <param name="EngineSeconds">At most.</param>
internal sealed record Wanted(double? Ratio = null, double? Seconds = null, double? EngineSeconds = null)
{
    /// <summary>Of its memory to Terraform's, at most.</summary>
    public const double Memory = 0.5;

    public static Wanted Of(Graph graph, Work work) => (graph, work.Operation) switch
    {
        ({ Count: <= 100 }, "preview") => new Wanted(Seconds: 0.6, EngineSeconds: 0.15),
        ({ Count: <= 100 }, _) => new Wanted(),
        ({ Count: <= 1000, Chained: true }, _) => new Wanted(Ratio: 0.05),
        ({ Count: <= 1000 }, "preview") => new Wanted(Ratio: 1),
        ({ Count: <= 1000 }, _) when work != Work.Change => new Wanted(Ratio: 0.15),
        ({ Count: <= 1000 }, _) => new Wanted(),
        ({ Count: >= 10_000 }, _) when work == Work.UnchangedPreview => new Wanted(Ratio: 0.2, Seconds: 3),
        _ => new Wanted(Ratio: 0.2),
    };
}
