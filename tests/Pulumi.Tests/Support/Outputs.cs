using System.Collections.Immutable;
using Pulumi.Serialization;
using Pulumi.Utilities;

namespace Pulumi.Tests;

/// <summary>Makes and looks into outputs.</summary>
internal static class Outputs
{
    public const string UrnOfA = "urn:pulumi:dev::shop::test:index:Bucket::a";
    public const string UrnOfB = "urn:pulumi:dev::shop::test:index:Bucket::b";

    public static Resource Reference(string urn) => new DependencyResource(urn);

    public static Output<T> Unknown<T>() => OutputUtilities.CreateUnknown(default(T)!);

    public static Output<T> Of<T>(T value, params Resource[] resources) => new(OutputData<T>.Known(value) with { Resources = [.. resources] });

    public static Task<OutputData<T>> DataAsync<T>(this Output<T> output) => output.DataTask;

    public static Task<OutputData<T>> DataAsync<T>(this Input<T> input) => input.ToOutput().DataTask;

    public static ImmutableArray<string> Sorted(this IEnumerable<string> texts) => [.. texts.Order(StringComparer.Ordinal)];
}
