namespace Infra.Cli.Stacks;

/// <summary>A rehearsal of a stack has a name, and with it a state, of its own.</summary>
internal static class RehearsalName
{
    private const string Suffix = "-rehearsal";

    /// <summary>The name of a stack's rehearsal.</summary>
    public static string Of(string stack) => stack + Suffix;

    /// <summary>The stack whose configuration it has; a rehearsal may be named by either name.</summary>
    public static string RealOf(string stack, bool rehearse) =>
        rehearse && stack.Length > Suffix.Length && stack.EndsWith(Suffix, StringComparison.Ordinal) ? stack[..^Suffix.Length] : stack;
}
