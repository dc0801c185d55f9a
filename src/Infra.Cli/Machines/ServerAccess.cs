using Infra.Engine.Diagnostics;
using Infra.Engine.State;
using Infra.Protocol.Properties;

namespace Infra.Cli.Machines;

/// <summary>How to log in to a server of a stack.</summary>
/// <param name="Host">Address or name.</param>
/// <param name="Port">TCP port.</param>
/// <param name="User">The admin user.</param>
/// <param name="PrivateKey">OpenSSH PEM; "" to use the person's own agent. Never printed.</param>
/// <param name="HostKey">The server's public key, known beforehand.</param>
internal sealed record ServerAccess(string Host, int Port, string User, string PrivateKey, string HostKey)
{
    private const int UsualPort = 22;

    /// <summary>The known_hosts line for it.</summary>
    public string KnownHost => Port == UsualPort ? $"{Host} {HostKey}\n" : $"[{Host}]:{Port} {HostKey}\n";

    public override string ToString() => $"{User}@{Host}:{Port}";

    /// <summary>The server of a state; of several the one with that address.</summary>
    public static ServerAccess Find(Snapshot snapshot, string? address)
    {
        var all = snapshot.Resources.Where(resource => !resource.Delete)
            .Select(resource => resource.Inputs.Find("connection") is ObjectValue connection ? Of(connection.Properties) : null)
            .OfType<ServerAccess>().DistinctBy(access => access.ToString()).ToList();
        var chosen = address is null ? all : all.FindAll(access => access.Host == address);
        return chosen switch
        {
            [var one] => one,
            [] when address is not null && all.Count > 0 => throw None($"No server of the stack has the address '{address}'; there is {string.Join(", ", all)}."),
            [] when PlatformApp.Find(snapshot) is { } app => throw app.HasNoServer(),
            [] => throw None("No resource of its state says how to reach a server. Was 'infra up' run, and did it get as far?"),
            _ => throw new InfraException(
                CliCodes.NoServer, "The stack has several servers", "Say which one.",
                string.Join('\n', chosen.Select(access => $"--server {access.Host}")), exitCode: ExitCodes.Configuration),
        };
    }

    private static ServerAccess? Of(PropertyMap connection) =>
        connection.Find("host") is StringValue { Value.Length: > 0 } host && connection.Find("user") is StringValue user && connection.Find("hostKey") is StringValue hostKey
            ? new ServerAccess(
                host.Value,
                connection.Find("port") is NumberValue port ? (int)port.Value : UsualPort,
                user.Value,
                connection.Find("privateKey") is StringValue key ? key.Value : "",
                hostKey.Value)
            : null;

    private static InfraException None(string detail) => new(
        CliCodes.NoServer, "The stack has no server to log in to", detail, "infra stack output", exitCode: ExitCodes.Configuration);
}
