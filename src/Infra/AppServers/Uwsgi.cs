namespace Infra.AppServers;

/// <summary>uWSGI.</summary>
public sealed record Uwsgi : AppServer;
