using Infra.Engine.Diagnostics;

namespace Infra.Engine.Execution;

/// <summary>Refuses by name what this engine does not do yet; it never pretends.</summary>
internal static class Supported
{
    public static void Check(Operation operation)
    {
        if (operation.Kind == OperationKind.Refresh)
        {
            return;
        }

        Refuse(!operation.Targets.IsDefaultOrEmpty, "--target");
        Refuse(!operation.Excludes.IsDefaultOrEmpty, "--exclude");
        Refuse(operation.TargetDependents, "--target-dependents");
    }

    private static void Refuse(bool used, string option)
    {
        if (used)
        {
            throw new InfraException("INF4301", $"{option} is not supported yet", "Nothing was changed.", $"Run the operation without {option}; it then is about every resource of the stack. `infra refresh` knows it.");
        }
    }
}
