using System.Collections.Immutable;

namespace Infra.Catalogue;

/// <summary>One way of a host to run an application.</summary>
public sealed record Product
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary><see cref="PlanKind.Server"/> or <see cref="PlanKind.App"/>.</summary>
    public required PlanKind Kind { get; init; }

    /// <summary>Families of plans to choose a size from.</summary>
    public required ImmutableArray<string> Families { get; init; }

    /// <summary>Plans for a disk that is billed apart, smallest first; empty: the size brings one.</summary>
    public ImmutableArray<string> Disks { get; init; } = [];

    /// <summary>Plans that are always paid with each machine.</summary>
    public ImmutableArray<string> Alongside { get; init; } = [];

    /// <summary>Plans that are always paid once, for all machines.</summary>
    public ImmutableArray<string> Once { get; init; } = [];

    /// <summary>Families of plans of managed databases to go with it.</summary>
    public ImmutableArray<string> Databases { get; init; } = [];

    /// <summary>Engines of databases that are in its price.</summary>
    public ImmutableArray<string> IncludedDatabases { get; init; } = [];

    /// <summary>The plan that prices a kWh; "": power is in the price.</summary>
    public string Power { get; init; } = "";

    public required Billing Billing { get; init; }

    public required TransferRule Transfer { get; init; }

    public required Uptime Uptime { get; init; }

    public required VerticalScaling Vertical { get; init; }

    public required HorizontalScaling Horizontal { get; init; }

    /// <summary>How it is managed and deployed to.</summary>
    public required Fact Tools { get; init; }
}
