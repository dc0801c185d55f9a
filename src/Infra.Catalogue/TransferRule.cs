using System.Collections.Immutable;

namespace Infra.Catalogue;

/// <summary>What is paid for transfer. Allowances of one kind are one pool.</summary>
public sealed record TransferRule
{
    /// <summary>False: transfer costs nothing.</summary>
    public required bool Metered { get; init; }

    /// <summary>Incoming uses up the allowance as well; only outgoing is charged above it.</summary>
    public bool InboundCounts { get; init; }

    /// <summary>An app brings its allowance once, whatever the number of its instances.</summary>
    public bool OncePerApp { get; init; }

    /// <summary>Plans of kind network per GiB, by tier.</summary>
    public ImmutableArray<string> Overage { get; init; } = [];

    /// <summary>Instead of these, by region.</summary>
    public IReadOnlyDictionary<string, string> OverageIn { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public string Note { get; init; } = "";

    public required Provenance Provenance { get; init; }
}
