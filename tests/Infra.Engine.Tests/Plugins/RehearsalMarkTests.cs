using System.Collections.Immutable;
using Infra.Engine.Diagnostics;
using Infra.Engine.Plugins;
using Infra.Engine.State;
using Infra.Engine.Tests.Support;
using Infra.Engine.Urns;
using Infra.Engine.Workspace;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;

namespace Infra.Engine.Tests.Plugins;

/// <summary>A state is of a rehearsal or of the real thing, and nothing takes one for the other.</summary>
public sealed class RehearsalMarkTests
{
    private static readonly ProviderCatalog _catalog = ProviderCatalog.Empty with
    {
        Rehearsals = ImmutableSortedDictionary.CreateRange<string, Func<IProviderHost, IResourceProvider>>(
            StringComparer.Ordinal, [new("cloud", _ => throw new InvalidOperationException("not asked for"))]),
    };

    [Theory]
    [InlineData(true, true, null)]
    [InlineData(false, false, null)]
    [InlineData(true, false, "INF7501")]
    [InlineData(false, true, "INF7502")]
    public void Demand_OfAStateAndAnOperation_RefusesThoseThatDoNotGoTogether(bool isMarked, bool isRehearsal, string? code)
    {
        void Demand() => RehearsalMark.Demand(Run(isRehearsal), StateWith("cloud", isMarked), _catalog);

        if (code is null)
        {
            Should.NotThrow(Demand);
        }
        else
        {
            Should.Throw<InfraException>(Demand).Code.ShouldBe(code);
        }
    }

    [Fact]
    public void Demand_OfAnotherPackagesProvider_HasNothingAgainstIt() =>
        Should.NotThrow(() => RehearsalMark.Demand(Run(isRehearsal: true), StateWith("machine", isMarked: false), _catalog));

    [Fact]
    public void Find_OfAPackageThatIsNotRehearsed_IsNothing()
    {
        RehearsalMark.Find(_catalog, "cloud").ShouldNotBeNull();
        RehearsalMark.Find(_catalog, "aws").ShouldBeNull();
        RehearsalMark.Impossible(_catalog, "aws").Message.ShouldContain("'aws' cannot be rehearsed");
    }

    private static Operation Run(bool isRehearsal) => new(OperationKind.Up, TestEngine.Project, "dev", StackConfig.Empty) { Rehearsal = isRehearsal };

    private static Snapshot StateWith(string package, bool isMarked)
    {
        var type = Urn.ProviderType(package);
        var inputs = isMarked ? PropertyMap.Empty.With("rehearsal", "on this computer") : PropertyMap.Empty;
        return new Snapshot { Resources = [new ResourceState { Urn = TestEngine.UrnOf("default", type), Type = type, Custom = true, Id = "1", Inputs = inputs }] };
    }
}
