namespace Infra.DigitalOcean.AppPlatform;

/// <summary>What an app is made of.</summary>
internal abstract record CodeSource;
