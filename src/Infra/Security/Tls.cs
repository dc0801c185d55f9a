namespace Infra.Security;

/// <summary>Where the site's certificate is from.</summary>
public abstract record Tls : Layer;
