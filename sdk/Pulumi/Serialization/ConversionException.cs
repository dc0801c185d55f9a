namespace Pulumi.Serialization;

/// <summary>A value that does not fit the property it is for.</summary>
internal sealed class ConversionException(string context, object? value, Type target)
    : Exception($"{context}: expected {target.Name}, got {(value is null ? "nothing" : value.GetType().Name)}.");
