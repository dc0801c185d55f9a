namespace Pulumi;

/// <summary>A union whose type arguments are not known to the reader.</summary>
internal interface IUnion
{
    object Value { get; }
}
