using System.Collections.Immutable;
using Infra.Engine.Plan.Review;
using Infra.Engine.Workspace;

namespace Infra.Engine;

public enum OperationKind
{
    /// <summary>Runs the program and makes what it registers true.</summary>
    Up,

    /// <summary>Reads every resource and writes what was found into the state.</summary>
    Refresh,

    /// <summary>Deletes every resource of the state.</summary>
    Destroy,

    /// <summary>Takes things that exist into the state, and touches nothing else.</summary>
    Import,
}

/// <summary>What is to be done with a stack.</summary>
public sealed record Operation(OperationKind Kind, Project Project, string StackName, StackConfig Config)
{
    /// <summary>Only say what would happen: no provider changes anything, no state is written.</summary>
    public bool DryRun { get; init; }

    /// <summary>Where a provider cannot be asked for want of its plugin or credentials, its tables say what they know (a dry run of Up).</summary>
    public bool MayPreviewOffline { get; init; }

    /// <summary>Nothing is asked of a cloud: providers of this computer take its place, and no others are used.</summary>
    public bool Rehearsal { get; init; }

    /// <summary>Steps at the same time; default 4 × processors; 1 is serial.</summary>
    public int Parallel { get; init; } = 4 * Environment.ProcessorCount;

    /// <summary>Read the real things before comparing (Up, Destroy).</summary>
    public bool Refresh { get; init; }

    /// <summary>URNs, * and ** allowed; empty: all.</summary>
    public ImmutableArray<string> Targets { get; init; } = [];

    public ImmutableArray<string> Excludes { get; init; } = [];

    /// <summary>What to take (Import), parents before children.</summary>
    public ImmutableArray<ImportRequest> Imports { get; init; } = [];

    public bool TargetDependents { get; init; }

    /// <summary>URNs to replace although nothing demands it.</summary>
    public ImmutableArray<string> Replace { get; init; } = [];

    public bool ContinueOnError { get; init; }

    /// <summary>Delete and replace protected resources as well.</summary>
    public bool IgnoreProtect { get; init; }

    /// <summary>What was reviewed: anything else stops the operation before it is done; null: nothing was.</summary>
    public UpdatePlan? Plan { get; init; }

    /// <summary>Goes into the history.</summary>
    public string Message { get; init; } = "";
}
