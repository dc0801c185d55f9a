using System.Collections.Immutable;

namespace Pulumi.Serialization;

/// <summary>What an output turned out to be: its value, whether that is known and secret, and whom it depends on.</summary>
internal readonly record struct OutputData<T>(ImmutableHashSet<Resource> Resources, T Value, bool IsKnown, bool IsSecret)
{
    public static OutputData<T> Known(T value, bool isSecret = false) => new([], value, IsKnown: true, isSecret);

    public static OutputData<T> Unknown(ImmutableHashSet<Resource> resources, bool isSecret) => new(resources, default!, IsKnown: false, isSecret);

    /// <summary>The data of something computed from this one: dependencies and secretness add up.</summary>
    public OutputData<TResult> Then<TResult>(OutputData<TResult> inner) =>
        new(Resources.Union(inner.Resources), inner.Value, IsKnown && inner.IsKnown, IsSecret || inner.IsSecret);

    public OutputData<TResult> WithValue<TResult>(TResult value) => new(Resources, value, IsKnown, IsSecret);
}
