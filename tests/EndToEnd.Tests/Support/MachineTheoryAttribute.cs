namespace EndToEnd.Tests.Support;

/// <summary>A <see cref="MachineFactAttribute"/> with several cases.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class MachineTheoryAttribute : TheoryAttribute
{
    public MachineTheoryAttribute() => Skip = MachineFactAttribute.Reason!;
}
