using Pulumi.Serialization;

namespace Pulumi;

/// <summary>An output whose type argument is not known to the reader.</summary>
internal interface IOutput
{
    bool IsCompleted { get; }

    Task<OutputData<object?>> GetDataAsync();
}
