namespace Infra.Catalogue.Pricing;

/// <summary>Transfer that a month brings with it.</summary>
public static class Allowance
{
    /// <summary>The pool of several machines: the sum of their allowances, pro rata for those that lived for a part of the month.</summary>
    public static decimal Pooled(IEnumerable<(Plan Plan, int Count, decimal ShareOfMonth)> machines) =>
        machines.Sum(machine => (machine.Plan.TransferGiB ?? 0) * machine.Count * Math.Clamp(machine.ShareOfMonth, 0, 1));
}
