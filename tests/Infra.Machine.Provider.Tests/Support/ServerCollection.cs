namespace Infra.Machine.Provider.Tests.Support;

/// <summary>Tests inside one real server, one after the other; none relies on what another left there.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ServerCollection : ICollectionFixture<SharedServer>
{
    public const string Name = "a server";
}
