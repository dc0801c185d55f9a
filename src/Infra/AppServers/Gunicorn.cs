namespace Infra.AppServers;

/// <summary>Gunicorn: pre-forked Python workers.</summary>
public sealed record Gunicorn : AppServer;
