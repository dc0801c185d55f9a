using Pulumi;

namespace Infra.Machine.Resources;

/// <summary>Names the resource type of the machine provider that a class stands for.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class MachineResourceTypeAttribute(string name) : ResourceTypeAttribute($"machine:index:{name}", MachineProvider.Version);
