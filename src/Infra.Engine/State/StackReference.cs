using Infra.Engine.Diagnostics;

namespace Infra.Engine.State;

/// <summary>A stack as people name it: "stack", "organization/stack" or "organization/project/stack".</summary>
public sealed record StackReference(string Project, string Stack)
{
    /// <summary>A file backend knows no other organization.</summary>
    public const string Organization = "organization";

    /// <param name="text">As given.</param>
    /// <param name="project">The project if the text names none.</param>
    /// <exception cref="InfraException">INF1008: another form, another organization, or a name that cannot be.</exception>
    public static StackReference Parse(string text, string project)
    {
        var reference = text.Split('/') switch
        {
            [var stack] => new StackReference(project, stack),
            [Organization, var stack] => new StackReference(project, stack),
            [Organization, var named, var stack] => new StackReference(named, stack),
            _ => throw new InfraException(
                DiagnosticCodes.NameMalformed, "The name of the stack cannot be used",
                $"'{text}' should be <stack>, {Organization}/<stack> or {Organization}/<project>/<stack>; a file backend has no other organization.", exitCode: ExitCodes.Configuration),
        };
        FileBackend.CheckName("project", reference.Project);
        FileBackend.CheckName("stack", reference.Stack);
        return reference;
    }

    public override string ToString() => $"{Organization}/{Project}/{Stack}";
}
