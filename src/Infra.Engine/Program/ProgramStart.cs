using Infra.Engine.Execution;

namespace Infra.Engine.Program;

/// <summary>What is known before a program is started.</summary>
/// <param name="Operation">What it is started for.</param>
/// <param name="Place">Where it is.</param>
/// <param name="Address">"host:port" of the engine it is to talk to.</param>
/// <param name="Events">Get what is told on the way, such as that it is being built.</param>
internal sealed record ProgramStart(Operation Operation, ProgramPlace Place, string Address, EventSink Events);
