namespace Infra.Engine.Tests.Support;

/// <summary>Counts the instants of a run at which its process may be killed; from the chosen one on nothing happens any more.</summary>
/// <param name="instants">How many pass before the kill; null: it lives.</param>
internal sealed class Mortality(int? instants = null)
{
    private readonly Lock _gate = new();
    private int _passed;

    /// <summary>Instants of the run so far.</summary>
    public int Passed => _passed;

    public bool IsDead { get; private set; }

    /// <summary>What the process was doing when it was killed.</summary>
    public string LastWords { get; private set; } = "";

    /// <exception cref="KilledException">It is dead, now or already.</exception>
    public void Instant(string doing)
    {
        if (Strikes(doing))
        {
            throw new KilledException();
        }
    }

    /// <summary>True if the process is killed at this instant, once; throws if it is dead already.</summary>
    public bool Strikes(string doing)
    {
        lock (_gate)
        {
            if (IsDead)
            {
                throw new KilledException();
            }

            if (_passed++ != instants)
            {
                return false;
            }

            (IsDead, LastWords) = (true, doing);
            return true;
        }
    }

    /// <summary>Stands for the end of the process.</summary>
    internal sealed class KilledException() : IOException("killed");
}
