using Infra.Hosting;
using Infra.Sizing;

namespace Infra.WebServers;

/// <summary>What ends TLS, serves static files and passes the rest to the application server.</summary>
public abstract record WebServer : Layer
{
    /// <summary>The largest request it takes.</summary>
    public Memory MaxBody { get; init; } = Units.MiB(10);

    internal override IEnumerable<Finding> Validate(ValidationContext context)
    {
        if (MaxBody.MiB is < 1 or > 2047)
        {
            yield return Finding.Impossible(Codes.WebServer, "WebServer.MaxBody", $"A largest request of {MaxBody} makes no sense.", "Declare from 1 MiB to 2047 MiB.");
        }
    }
}
