using Infra.Hosting;

namespace Infra.OperatingSystems;

/// <summary>The server's operating system; security updates install themselves.</summary>
public sealed record OperatingSystem : Layer
{
    private OperatingSystem(string name, string version, DistributedVersions has) => (Name, Version, Has) = (name, version, has);

    public static OperatingSystem Debian12 { get; } = new("Debian", "12", new("3.11", "15", "10.11", "packages.debian.org/bookworm, 2026-11-22"));

    public static OperatingSystem Ubuntu2404 { get; } = new("Ubuntu", "24.04", new("3.12", "16", "10.11", "packages.ubuntu.com/noble, known since its release on 2024-04-25"));

    public string Name { get; }

    public string Version { get; }

    /// <summary>What a declaration of this system can have of other layers.</summary>
    public DistributedVersions Has { get; }

    /// <summary>When an update that needs it may restart the server; null: never by itself.</summary>
    public TimeOnly? RebootAt { get; init; }

    public override string ToString() => $"{Name} {Version}";

    internal override IEnumerable<Finding> Validate(ValidationContext context) => [];
}
