namespace Pulumi;

/// <summary>An input whose type argument is not known to the reader.</summary>
internal interface IInput
{
    /// <summary>What was put in: an output, or an output of a list or dictionary of further inputs.</summary>
    IOutput Content { get; }
}
