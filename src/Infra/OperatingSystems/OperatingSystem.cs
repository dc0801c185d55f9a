using Infra.Hosting;

namespace Infra.OperatingSystems;

/// <summary>The server's operating system; security updates install themselves.</summary>
public sealed record OperatingSystem : Layer
{
    private OperatingSystem(string name, string version) => (Name, Version) = (name, version);

    public static OperatingSystem Debian12 { get; } = new("Debian", "12");

    public string Name { get; }

    public string Version { get; }

    /// <summary>When an update that needs it may restart the server; null: never by itself.</summary>
    public TimeOnly? RebootAt { get; init; }

    public override string ToString() => $"{Name} {Version}";

    internal override IEnumerable<Finding> Validate(ValidationContext context) => [];
}
