namespace Infra.Catalogue;

/// <summary>What a plan is the price of.</summary>
public enum PlanKind
{
    Server,
    App,
    Database,
    LoadBalancer,

    /// <summary>Storage, and what is billed as storage: snapshots, backups.</summary>
    Volume,

    /// <summary>Transfer, addresses, names, power.</summary>
    Network,
}
