namespace Infra.Engine.Events;

/// <summary>Pulumi's step operations; wire names come from <see cref="StepOps.Name"/>.</summary>
public enum StepOp
{
    Same,
    Create,
    Update,
    Delete,
    Replace,
    CreateReplacement,
    DeleteReplaced,
    Read,
    ReadReplacement,
    Refresh,
    Discard,
    DiscardReplaced,
    RemovePendingReplace,
    Import,
    ImportReplacement,
}

public static class StepOps
{
    /// <summary>The name in JSON and summaries: "create-replacement".</summary>
    public static string Name(this StepOp op) => op switch
    {
        StepOp.CreateReplacement => "create-replacement",
        StepOp.DeleteReplaced => "delete-replaced",
        StepOp.ReadReplacement => "read-replacement",
        StepOp.DiscardReplaced => "discard-replaced",
        StepOp.RemovePendingReplace => "remove-pending-replace",
        StepOp.ImportReplacement => "import-replacement",
        _ => op.ToString().ToLowerInvariant(),
    };

    /// <exception cref="FormatException">No operation has that name.</exception>
    public static StepOp Parse(string name) => Enum.GetValues<StepOp>().Cast<StepOp?>().FirstOrDefault(op => op!.Value.Name() == name)
        ?? throw new FormatException($"'{name}' is no operation");
}
