namespace Infra.Sizing;

/// <summary>An amount of memory or disk, in whole mebibytes.</summary>
public readonly record struct Memory(int MiB)
{
    private const int MiBPerGiB = 1024;

    public static Memory FromGiB(double amount) => new((int)Math.Round(amount * MiBPerGiB));

    public override string ToString() => MiB % MiBPerGiB == 0 ? $"{MiB / MiBPerGiB} GiB" : $"{MiB} MiB";
}
