namespace Infra.WebServers;

/// <summary>Apache httpd, with its event module.</summary>
public sealed record Apache : WebServer;
