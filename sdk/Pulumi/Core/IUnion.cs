namespace Pulumi;

/// <summary>A union whose type arguments are not known to the reader.</summary>
internal interface IUnion
{
    object Value { get; }

    /// <summary>Another union of the same type, of its first type.</summary>
    IUnion OfT0(object? value);

    /// <summary>Another union of the same type, of its second type.</summary>
    IUnion OfT1(object? value);
}
