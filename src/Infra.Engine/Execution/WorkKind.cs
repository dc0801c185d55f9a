namespace Infra.Engine.Execution;

/// <summary>What runs in an operation.</summary>
internal enum WorkKind
{
    /// <summary>The program, from its start to its end.</summary>
    Program,

    /// <summary>A request of the program that the engine works on.</summary>
    Request,

    /// <summary>A call of a provider.</summary>
    ProviderCall,
}
