namespace Infra.Machine.Provider.Tests.Local;

/// <summary>Tests with real machines, one after the other: they share this computer's network and its processors.</summary>
[CollectionDefinition(Name)]
public sealed class LocalMachinesCollection
{
    public const string Name = "local machines";
}
