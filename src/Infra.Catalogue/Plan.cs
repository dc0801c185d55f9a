using System.Collections.Immutable;
using Infra.Catalogue.Pricing;

namespace Infra.Catalogue;

/// <summary>One thing with a price: a size of a server, a load balancer, a GiB of storage.</summary>
public sealed record Plan
{
    /// <summary>As the host's API names it; unique within the host.</summary>
    public required string Id { get; init; }

    public required PlanKind Kind { get; init; }

    public required string Family { get; init; }

    /// <summary>Null: the host does not state a number.</summary>
    public decimal? Vcpus { get; init; }

    /// <summary>shared, burstable, dedicated …; "" if not stated.</summary>
    public string Cpu { get; init; } = "";

    public decimal? MemoryGiB { get; init; }

    /// <summary>What comes with it; null: none, or billed apart.</summary>
    public decimal? DiskGiB { get; init; }

    /// <summary>A month's allowance; null: not metered or billed apart.</summary>
    public decimal? TransferGiB { get; init; }

    /// <summary>Without tax; null: no fixed price.</summary>
    public Money? Price { get; init; }

    public required PriceUnit Per { get; init; }

    /// <summary>x64, x86_64 or arm64; "" stands for the former.</summary>
    public string Architecture { get; init; } = "";

    /// <summary>The region whose price it is; "": all.</summary>
    public string Region { get; init; } = "";

    /// <summary>Of a database.</summary>
    public ImmutableArray<string> Engines { get; init; } = [];

    public int? MaxInstances { get; init; }

    public bool? Autoscale { get; init; }

    /// <summary>The price is once, however many there are.</summary>
    public bool Flat { get; init; }

    /// <summary>Of a tier of transfer: it begins above this.</summary>
    public decimal? FromGiB { get; init; }

    /// <summary>Of a tier of transfer: it ends here; null: it has no end.</summary>
    public decimal? ToGiB { get; init; }

    /// <summary>Of a database: further nodes it may have, each at the full price.</summary>
    public int? MaxStandby { get; init; }

    /// <summary>Of a database: the plan that prices what is stored above <see cref="DiskGiB"/>.</summary>
    public string Storage { get; init; } = "";

    /// <summary>Of a database: a GiB-month above <see cref="DiskGiB"/>, where no plan prices it.</summary>
    public Money? PricePerGiB { get; init; }

    /// <summary>Of storage: the least that can be had.</summary>
    public decimal? MinGiB { get; init; }

    /// <summary>Of a database's storage: every node pays it.</summary>
    public bool PerNode { get; init; }

    public int? Connections { get; init; }

    /// <summary>Of a server of one's own.</summary>
    public decimal? Watts { get; init; }

    /// <summary>Why it is not chosen for a production environment; "": it may be.</summary>
    public string NotFor { get; init; } = "";

    public string Note { get; init; } = "";

    public required Provenance Provenance { get; init; }

    /// <summary>What it is called on a bill: its id and its size.</summary>
    public override string ToString() => Id;
}
