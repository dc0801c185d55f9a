namespace Pulumi.Testing;

/// <summary>Stands in for the providers of a program under test.</summary>
public interface IMocks
{
    /// <summary>The id and the outputs of a resource that the program declares or reads.</summary>
    Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args);

    /// <summary>The result of a provider function or a resource's method.</summary>
    Task<object> CallAsync(MockCallArgs args);

    /// <summary>Sees the outputs that a component registers.</summary>
    Task RegisterResourceOutputs(MockRegisterResourceOutputsRequest args) => Task.CompletedTask;
}
