using Infra.Hosting;

namespace Infra.Sizing;

/// <summary>How large the server is.</summary>
public sealed record Hardware : Layer
{
    private static readonly Memory _least = new(512);
    private static readonly Memory _leastDisk = Units.GiB(1);

    public int Vcpus { get; init; } = 1;

    public Memory Memory { get; init; } = Units.GiB(1);

    /// <summary>At least; null: whatever comes with the rest.</summary>
    public Memory? Disk { get; init; }

    /// <summary>How many servers of this size run the application; with more than one, requests are spread over them.</summary>
    public int Servers { get; init; } = 1;

    internal override IEnumerable<Finding> Validate(ValidationContext context)
    {
        if (Vcpus is < 1 or > 256)
        {
            yield return Finding.Impossible(Codes.Hardware, "Hardware.Vcpus", $"A server cannot have {Vcpus} processors.", "Declare from 1 to 256.");
        }

        if (Servers is < 1 or > 100)
        {
            yield return Finding.Impossible(Codes.Hardware, "Hardware.Servers", $"{Servers} servers cannot run a site.", "Declare from 1 to 100.");
        }

        if (Memory.MiB < _least.MiB)
        {
            yield return Finding.Impossible(Codes.Hardware, "Hardware.Memory", $"{Memory} is too little for a database and an application.", $"Declare at least {_least}.");
        }

        if (Disk?.MiB < _leastDisk.MiB)
        {
            yield return Finding.Impossible(Codes.Hardware, "Hardware.Disk", $"{Disk} is too little for an operating system.", $"Declare at least {_leastDisk}, or nothing.");
        }
    }
}
