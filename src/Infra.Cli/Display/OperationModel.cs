using System.Collections.Immutable;
using Infra.Engine.Events;

namespace Infra.Cli.Display;

/// <summary>Everything an operation has told so far.</summary>
internal sealed record OperationModel
{
    /// <summary>In the order of their first step.</summary>
    public required ImmutableArray<Row> Rows { get; init; }

    /// <summary>Messages that stay.</summary>
    public required ImmutableArray<DiagnosticEvent> Diagnostics { get; init; }

    /// <summary>What the program wrote.</summary>
    public required ImmutableArray<ProgramOutputEvent> ProgramOutput { get; init; }

    public SummaryEvent? Summary { get; init; }

    public bool Stopping { get; init; }
}
