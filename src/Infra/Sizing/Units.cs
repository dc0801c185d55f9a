namespace Infra.Sizing;

/// <summary>For "using static": <c>Memory = GiB(1)</c>.</summary>
public static class Units
{
    public static Memory MiB(int amount) => new(amount);

    public static Memory GiB(double amount) => Memory.FromGiB(amount);
}
