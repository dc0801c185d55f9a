using Infra.Hosting;
using Infra.Text;

namespace Infra.Monitoring;

/// <summary>Who is told when a server is short of something, or the site does not answer.</summary>
public sealed record Alerts : Layer
{
    /// <summary>The e-mail address that alerts go to.</summary>
    public required string To { get; init; }

    /// <summary>Of the processors, in percent, for five minutes.</summary>
    public int Cpu { get; init; } = 80;

    /// <summary>Of the memory, in percent, for five minutes.</summary>
    public int Memory { get; init; } = 90;

    /// <summary>Of the disk, in percent.</summary>
    public int Disk { get; init; } = 85;

    internal override IEnumerable<Finding> Validate(ValidationContext context)
    {
        if (!Names.IsEmail(To))
        {
            yield return Finding.Impossible(Codes.Monitoring, "Monitoring.To", $"'{To}' is no e-mail address.", "Write one address, such as ops@example.org.");
        }

        foreach (var (name, percent) in ((string, int)[])[(nameof(Cpu), Cpu), (nameof(Memory), Memory), (nameof(Disk), Disk)])
        {
            if (percent is < 1 or > 99)
            {
                yield return Finding.Impossible(Codes.Monitoring, $"Monitoring.{name}", $"{percent} percent is always or never reached.", "Declare from 1 to 99.");
            }
        }
    }
}
