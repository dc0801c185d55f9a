using Infra.Engine;

namespace Infra.Cli.Operations;

/// <summary>Names of operations, for headings, questions and commands.</summary>
internal static class OperationTitle
{
    public static string Heading(OperationKind kind, bool isPreview, string stack) => (kind, isPreview) switch
    {
        (_, true) => $"Previewing {Noun(kind)} ({stack}):",
        (OperationKind.Up, _) => $"Updating ({stack}):",
        (OperationKind.Import, _) => $"Importing ({stack}):",
        (OperationKind.Refresh, _) => $"Refreshing ({stack}):",
        _ => $"Destroying ({stack}):",
    };

    public static string Question(OperationKind kind) => $"Do you want to perform this {Noun(kind)}?";

    public static string Command(OperationKind kind) => kind.ToString().ToLowerInvariant();

    private static string Noun(OperationKind kind) => kind == OperationKind.Up ? "update" : kind.ToString().ToLowerInvariant();
}
