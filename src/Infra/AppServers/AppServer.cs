using Infra.Hosting;

namespace Infra.AppServers;

/// <summary>The process that runs the application's code behind the web server.</summary>
public abstract record AppServer : Layer
{
    private static readonly TimeSpan _longest = TimeSpan.FromHours(1);

    /// <summary>Processes that serve requests.</summary>
    public int Workers { get; init; } = 3;

    /// <summary>Threads in each.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>After this a worker that has not answered is replaced.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    internal override IEnumerable<Finding> Validate(ValidationContext context)
    {
        if (Workers is < 1 or > 512)
        {
            yield return Finding.Impossible(Codes.AppServer, "AppServer.Workers", $"{Workers} workers cannot serve requests.", "Declare from 1 to 512; two for each processor and one more is a good start.");
        }

        if (Threads is < 1 or > 512)
        {
            yield return Finding.Impossible(Codes.AppServer, "AppServer.Threads", $"A worker cannot have {Threads} threads.", "Declare from 1 to 512.");
        }

        if (Timeout < TimeSpan.FromSeconds(1) || Timeout > _longest)
        {
            yield return Finding.Impossible(Codes.AppServer, "AppServer.Timeout", $"A timeout of {Timeout} makes no sense.", "Declare from a second to an hour.");
        }
    }
}
