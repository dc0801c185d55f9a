using System.Collections.Immutable;

namespace Infra.Engine.Program;

/// <summary>How the program is started.</summary>
internal sealed record ProgramCommand(string File, ImmutableArray<string> Arguments, string WorkingDirectory)
{
    /// <summary>Variables that only this runtime needs.</summary>
    public ImmutableDictionary<string, string> Environment { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>For messages: what a person would type.</summary>
    public override string ToString() => string.Join(' ', Arguments.Prepend(File));
}
