using System.Text.Json;

namespace Pulumi.Serialization;

/// <summary>Writes a value that holds outputs as JSON: outputs still pending are awaited, then it is written again.</summary>
internal static class OutputJson
{
    public static async Task<OutputData<string>> SerializeAsync<T>(Output<T> value, JsonSerializerOptions? options)
    {
        var data = await Completing.LeaveAsync(value.DataTask).ConfigureAwait(false);
        if (!data.IsKnown)
        {
            return OutputData<string>.Unknown(data.Resources, data.IsSecret);
        }

        while (true)
        {
            var seen = OutputJsonConverterFactory.ForWriting();
            var json = JsonSerializer.Serialize(data.Value, With(seen, options));
            if (seen.Pending.Count == 0)
            {
                return data.Then(Combine(json, seen.Written));
            }

            await Task.WhenAll(seen.Pending).ConfigureAwait(false);
            await Completing.LeaveAsync().ConfigureAwait(false);
        }
    }

    private static JsonSerializerOptions With(OutputJsonConverterFactory factory, JsonSerializerOptions? options)
    {
        var withOutputs = new JsonSerializerOptions(options ?? JsonSerializerOptions.Default);
        withOutputs.Converters.Insert(0, factory);
        return withOutputs;
    }

    private static OutputData<string> Combine(string json, IReadOnlyCollection<OutputData<object?>> parts)
    {
        var isKnown = parts.All(p => p.IsKnown);
        return new OutputData<string>([.. parts.SelectMany(p => p.Resources)], isKnown ? json : default!, isKnown, parts.Any(p => p.IsSecret));
    }
}
