namespace Pulumi.Serialization;

/// <summary>A value that is sent as its JSON text.</summary>
internal sealed record JsonInput(object Value);
