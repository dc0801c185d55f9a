namespace Infra.Catalogue.Pricing;

/// <summary>One line of a quote.</summary>
public sealed record QuoteLine
{
    public QuoteLine(string item, Money monthly, string note, Provenance provenance)
    {
        (Item, Monthly, Note, Provenance) = (item, monthly.Rounded(), note, provenance);
    }

    /// <summary>What is paid for.</summary>
    public string Item { get; }

    /// <summary>Rounded to cents, half up.</summary>
    public Money Monthly { get; }

    /// <summary>What a reader must know to judge the amount; "" where there is nothing.</summary>
    public string Note { get; init; }

    public Provenance Provenance { get; }
}
