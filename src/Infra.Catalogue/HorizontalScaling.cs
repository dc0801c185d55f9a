namespace Infra.Catalogue;

/// <summary>More machines.</summary>
public sealed record HorizontalScaling
{
    public required string How { get; init; }

    public bool Autoscale { get; init; }

    /// <summary>Instances at most; null: not stated.</summary>
    public int? Max { get; init; }

    /// <summary>The smallest plan that may have more than one; "": any.</summary>
    public string From { get; init; } = "";

    /// <summary>The plan of a load balancer; "": in the price, or one's own.</summary>
    public string LoadBalancer { get; init; } = "";

    /// <summary>What the load balancer charges for each GiB; "": nothing.</summary>
    public string LoadBalancerData { get; init; } = "";

    public required Provenance Provenance { get; init; }
}
