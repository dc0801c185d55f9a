namespace System.Runtime.CompilerServices;

/// <summary>What the compiler wants for init-only properties, and netstandard2.0 does not have.</summary>
internal static class IsExternalInit;
