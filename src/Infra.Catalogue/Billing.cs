namespace Infra.Catalogue;

/// <summary>How time becomes money.</summary>
/// <param name="MonthHours">Hours of a month: of an hourly price, and of the cap.</param>
/// <param name="Capped">The month's price is the most a month can cost, from <paramref name="MonthHours"/> on.</param>
/// <param name="MinimumSeconds">The shortest time that is billed.</param>
/// <param name="Stopped">What is paid while it is switched off.</param>
/// <param name="Provenance">Where this is from.</param>
public sealed record Billing(int MonthHours, bool Capped, int MinimumSeconds, string Stopped, Provenance Provenance);
