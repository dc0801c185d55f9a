using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pulumi.Serialization;

/// <summary>Reads outputs from JSON, and writes them where <see cref="OutputJson"/> asks.</summary>
internal sealed class OutputJsonConverterFactory : JsonConverterFactory
{
    private bool _mayWrite;

    /// <summary>Outputs met while writing whose value was not there yet.</summary>
    public List<Task> Pending { get; } = [];

    /// <summary>What the outputs met while writing were.</summary>
    public List<OutputData<object?>> Written { get; } = [];

    public static OutputJsonConverterFactory ForWriting() => new() { _mayWrite = true };

    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(Output<>)
        || _mayWrite && typeof(IInput).IsAssignableFrom(typeToConvert);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) => typeof(IInput).IsAssignableFrom(typeToConvert)
        ? (JsonConverter)Activator.CreateInstance(typeof(InputConverter<>).MakeGenericType(typeToConvert), this)!
        : ((IOutput)RuntimeHelpers.GetUninitializedObject(typeToConvert)).NewConverter(this);

    private void Write(Utf8JsonWriter writer, Task<OutputData<object?>> task, JsonSerializerOptions options)
    {
        if (!_mayWrite)
        {
            throw new NotSupportedException("The value of an Output<T> is known only later; use Output.JsonSerialize to get an Output<string>.");
        }

        if (!task.IsCompleted)
        {
            Pending.Add(task);
            writer.WriteNullValue();
            return;
        }

        var data = task.GetAwaiter().GetResult();
        Written.Add(data);
        PlainJson.Write(writer, data.IsKnown ? data.Value : null, options);
    }

    internal sealed class OutputConverter<T>(OutputJsonConverterFactory owner) : JsonConverter<Output<T>>
    {
        public override Output<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Output.Create(JsonSerializer.Deserialize<T>(ref reader, options)!);

        public override void Write(Utf8JsonWriter writer, Output<T> value, JsonSerializerOptions options) =>
            owner.Write(writer, ((IOutput)value).GetDataAsync(), options);
    }

    private sealed class InputConverter<TInput>(OutputJsonConverterFactory owner) : JsonConverter<TInput>
        where TInput : IInput
    {
        public override TInput Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException($"A {typeToConvert.Name} can't be read from JSON; read an Output<T> instead.");

        public override void Write(Utf8JsonWriter writer, TInput value, JsonSerializerOptions options) =>
            owner.Write(writer, Flattening.FlattenAsync(value), options);
    }
}
