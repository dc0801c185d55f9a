namespace Infra.Engine.State;

/// <summary>What is known of the process that holds a lock.</summary>
public enum LockLife
{
    /// <summary>It is on another computer, or its file does not say.</summary>
    Unknown,

    /// <summary>A process of that number runs on this computer.</summary>
    Running,

    /// <summary>It was on this computer, and is gone.</summary>
    Dead,
}
