namespace EndToEnd.Tests.Support;

/// <summary>Test classes of one collection run one after the other, those of two side by side.</summary>
internal static class Collections
{
    /// <summary>Environments on this computer.</summary>
    public const string Local = "local";

    /// <summary>Environments on servers of one's own, and what needs an authority.</summary>
    public const string Servers = "servers";

    /// <summary>Stacks of clouds, whose rehearsals share one account.</summary>
    public const string Clouds = "clouds";
}
