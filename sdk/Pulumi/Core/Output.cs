using System.Collections.Immutable;
using System.Text.Json;
using Pulumi.Serialization;

namespace Pulumi;

/// <summary>Makes and combines outputs.</summary>
public static partial class Output
{
    public static Output<T> Create<T>(T value) => new(OutputData<T>.Known(value));

    public static Output<T> Create<T>(Task<T> value) => FromTask(value, isSecret: false);

    /// <summary>An output whose value is never shown and is kept encrypted.</summary>
    public static Output<T> CreateSecret<T>(T value) => new(OutputData<T>.Known(value, isSecret: true));

    public static Output<T> CreateSecret<T>(Task<T> value) => FromTask(value, isSecret: true);

    public static Output<T> CreateSecret<T>(Output<T> value) => value.WithData(data => data with { IsSecret = true });

    /// <summary>The same output, no longer secret.</summary>
    public static Output<T> Unsecret<T>(Output<T> output) => output.WithData(data => data with { IsSecret = false });

    public static async Task<bool> IsSecretAsync<T>(Output<T> output) => (await Completing.LeaveAsync(output.DataTask).ConfigureAwait(false)).IsSecret;

    public static Output<ImmutableArray<T>> All<T>(params Input<T>[] inputs) => AllOf(inputs.Select(i => i.ToOutput()));

    public static Output<ImmutableArray<T>> All<T>(IEnumerable<Input<T>> inputs) => AllOf(inputs.Select(i => i.ToOutput()));

    public static Output<ImmutableArray<T>> All<T>(params Output<T>[] outputs) => AllOf(outputs);

    public static Output<ImmutableArray<T>> All<T>(IEnumerable<Output<T>> outputs) => AllOf(outputs);

    /// <summary>Interpolation in which inputs and outputs may stand for values.</summary>
    public static Output<string> Format(FormattableString formattableString)
    {
        var arguments = formattableString.GetArguments().Select(ToObject);
        return AllOf(arguments).Apply(values => string.Format(null, formattableString.Format, [.. values]));
    }

    /// <summary>The value as JSON text; outputs inside it are awaited.</summary>
    public static Output<string> JsonSerialize<T>(Output<T> value, JsonSerializerOptions? options = null) =>
        new(OutputJson.SerializeAsync(value, options));

    /// <summary>The value read from JSON text.</summary>
    public static Output<T> JsonDeserialize<T>(Output<string> json, JsonSerializerOptions? options = null) =>
        json.Apply(text => JsonSerializer.Deserialize<T>(text, options)!);

    internal static Output<ImmutableArray<T>> AllOf<T>(IEnumerable<Output<T>> outputs) => new(AllAsync([.. outputs]));

    internal static Output<object?> ToObject(object? value) => value switch
    {
        Output<object?> output => output,
        IOutput output => new Output<object?>(output.GetDataAsync()),
        IInput input => new Output<object?>(Flattening.FlattenAsync(input)),
        _ => Create<object?>(value),
    };

    private static Output<T> FromTask<T>(Task<T> value, bool isSecret)
    {
        ArgumentNullException.ThrowIfNull(value);
        async Task<OutputData<T>> Await() => OutputData<T>.Known(await value.ConfigureAwait(false), isSecret);
        return new Output<T>(Await());
    }

    private static async Task<OutputData<ImmutableArray<T>>> AllAsync<T>(Output<T>[] outputs)
    {
        var parts = await Task.WhenAll(outputs.Select(o => o.DataTask)).ConfigureAwait(false);
        var isKnown = parts.All(p => p.IsKnown);
        var values = isKnown ? parts.Select(p => p.Value).ToImmutableArray() : default;
        return new OutputData<ImmutableArray<T>>([.. parts.SelectMany(p => p.Resources)], values, isKnown, parts.Any(p => p.IsSecret));
    }
}
