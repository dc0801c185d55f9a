namespace Infra.WebServers;

/// <summary>nginx.</summary>
public sealed record Nginx : WebServer;
