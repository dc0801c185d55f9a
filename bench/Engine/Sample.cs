namespace Bench.Engine;

/// <summary>One command, measured from outside.</summary>
/// <param name="Seconds">From its start to its end.</param>
/// <param name="Memory">The most of it, of all its processes together, in MiB.</param>
internal sealed record Sample(double Seconds, double Memory)
{
    /// <summary>It was cut short: it would have taken longer, and perhaps more memory.</summary>
    public bool WasCut { get; init; }

    /// <summary>Seconds in which neither the program nor the provider had to be waited for; null for a peer that does not say.</summary>
    public double? Engine { get; init; }

    /// <summary>The program's part of the memory; null if there is no such process.</summary>
    public double? ProgramMemory { get; init; }
}
