namespace Infra.Engine.State;

/// <summary>One change of a state while an operation runs, as the journal keeps it.</summary>
public abstract record JournalRecord
{
    private JournalRecord()
    {
    }

    /// <summary>A provider call is about to begin.</summary>
    /// <param name="Number">Of this run; its end names it.</param>
    /// <param name="Operation">What is intended.</param>
    public sealed record Begun(int Number, PendingOperation Operation) : JournalRecord;

    /// <summary>A step has ended; its parts are applied at once.</summary>
    /// <param name="Number">The call that ended; 0 if there was none.</param>
    /// <param name="Add">Comes after everything finished so far; one that was finished in this run is replaced.</param>
    /// <param name="Remove">The place in the old state of what is not there any more; -1 for none.</param>
    /// <param name="Mark">The place in the old state of what stays, in another state; -1 for none.</param>
    /// <param name="Marked">That other state.</param>
    public sealed record Ended(int Number, ResourceState? Add, int Remove, int Mark, ResourceState? Marked) : JournalRecord;

    /// <summary>A resource that was finished in this run has other outputs.</summary>
    public sealed record Amended(ResourceState State) : JournalRecord;

    /// <summary>The old state bears a new URN, and so does whatever refers to it.</summary>
    public sealed record Renamed(string From, string To) : JournalRecord;
}
