namespace Pulumi;

/// <summary>Marks a class that the SDK makes from an object the engine returns.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OutputTypeAttribute : Attribute;
