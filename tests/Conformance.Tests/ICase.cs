namespace Conformance.Tests;

/// <summary>One declaration in C#; the same in JavaScript is index.js beside it.</summary>
internal interface ICase
{
    /// <summary>Declares; returns the stack's outputs.</summary>
    Task<IDictionary<string, object?>> DeclareAsync();
}
