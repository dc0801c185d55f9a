using System.Text.Json.Serialization;
using Pulumi.Serialization;

namespace Pulumi;

/// <summary>An output whose type argument is not known to the reader.</summary>
internal interface IOutput
{
    bool IsCompleted { get; }

    Task<OutputData<object?>> GetDataAsync();

    /// <summary>The writing end of another output of the same type.</summary>
    IOutputCompletion NewCompletion();

    /// <summary>A converter of outputs of the same type.</summary>
    JsonConverter NewConverter(OutputJsonConverterFactory owner);
}
