namespace Bench.Engine;

/// <summary>What is measured.</summary>
internal interface IPeer
{
    /// <summary>Makes an empty directory one that commands can run in; not measured.</summary>
    Task PrepareAsync(Graph graph, string directory, CancellationToken cancellationToken);

    Task<Sample> RunAsync(Work work, Graph graph, string directory, CancellationToken cancellationToken);
}
