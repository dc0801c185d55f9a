using System.Collections.Immutable;
using Pulumi.Serialization;

namespace Pulumi.Utilities;

/// <summary>Looks inside outputs; for tests and libraries.</summary>
public static class OutputUtilities
{
    /// <summary>An output that is unknown although it carries a value.</summary>
    public static Output<T> CreateUnknown<T>(T value) => new(OutputData<T>.Known(value) with { IsKnown = false });

    /// <summary>An output that is unknown although it will carry a value.</summary>
    public static Output<T> CreateUnknown<T>(Func<Task<T>> valueFactory)
    {
        ArgumentNullException.ThrowIfNull(valueFactory);
        async Task<OutputData<T>> Make() => OutputData<T>.Known(await valueFactory().ConfigureAwait(false)) with { IsKnown = false };
        return new Output<T>(Make());
    }

    public static async Task<bool> GetIsKnownAsync<T>(Output<T> output) => (await Completing.LeaveAsync(output.DataTask).ConfigureAwait(false)).IsKnown;

    public static async Task<T> GetValueAsync<T>(Output<T> output) => (await Completing.LeaveAsync(output.DataTask).ConfigureAwait(false)).Value;

    public static async Task<ImmutableHashSet<Resource>> GetDependenciesAsync<T>(Output<T> output) =>
        (await Completing.LeaveAsync(output.DataTask).ConfigureAwait(false)).Resources;

    public static Output<T> WithDependency<T>(Output<T> output, Resource resource) =>
        output.WithData(data => data with { Resources = data.Resources.Add(resource) });
}
