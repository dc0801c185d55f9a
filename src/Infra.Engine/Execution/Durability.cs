namespace Infra.Engine.Execution;

/// <summary>When a change of the state must be on disk.</summary>
internal enum Durability
{
    /// <summary>It is no change.</summary>
    None,

    /// <summary>With the next write, or at the end: losing it loses nothing real.</summary>
    Soon,

    /// <summary>Before anything else happens: a real thing changed.</summary>
    Now,
}
