namespace Infra.Catalogue;

/// <summary>What a price is for one of.</summary>
public enum PriceUnit
{
    Month,
    Hour,

    /// <summary>A GiB that is sent.</summary>
    GiB,

    /// <summary>A GiB kept for a month.</summary>
    GiBMonth,

    /// <summary>A capacity unit of AWS's load balancer for an hour.</summary>
    LcuHour,

    /// <summary>Percent of the price of the server.</summary>
    Percent,

    KilowattHour,
}
