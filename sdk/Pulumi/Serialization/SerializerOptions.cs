namespace Pulumi.Serialization;

/// <summary>What the receiver of serialized values understands.</summary>
/// <param name="KeepResources">Resource references; otherwise a resource becomes its id or URN.</param>
/// <param name="KeepOutputValues">Values with their dependencies and secretness; otherwise only secrets and unknowns are marked.</param>
/// <param name="ExcludeResourceReferences">A resource that is a value itself is not counted as a dependency: the engine sees the reference.</param>
internal readonly record struct SerializerOptions(bool KeepResources, bool KeepOutputValues = false, bool ExcludeResourceReferences = false);
