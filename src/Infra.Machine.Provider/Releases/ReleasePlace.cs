namespace Infra.Machine.Provider.Releases;

/// <summary>Where an application's releases are on a server, and how one is asked whether it is well.</summary>
/// <param name="Name">Of the application.</param>
/// <param name="Root">Holds releases/, sources/, current and previous.</param>
/// <param name="Owner">The user it runs as.</param>
/// <param name="EnvironmentFile">Settings for the commands that prepare it; "" for none.</param>
/// <param name="Service">Template unit, with its @.</param>
/// <param name="SocketDirectory">An instance listens on &lt;release&gt;.sock there; live.sock is a link to the one that serves.</param>
/// <param name="HealthPath">Answers 200 when it is well.</param>
/// <param name="HealthHost">The name it is asked by.</param>
/// <param name="HealthTimeout">Seconds.</param>
/// <param name="DrainTimeout">Seconds the one before has for what it began.</param>
/// <param name="Keep">Releases to keep.</param>
internal sealed record ReleasePlace(
    string Name,
    string Root,
    string Owner,
    string EnvironmentFile,
    string Service,
    string SocketDirectory,
    string HealthPath,
    string HealthHost,
    int HealthTimeout,
    int DrainTimeout,
    int Keep);
