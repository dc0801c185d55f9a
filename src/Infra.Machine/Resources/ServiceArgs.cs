using Pulumi;

namespace Infra.Machine.Resources;

/// <summary>A service of a server.</summary>
public sealed class ServiceArgs : ResourceArgs
{
    /// <summary>Whether it starts with the server; true if absent.</summary>
    [Input("enabled")]
    public Input<bool>? Enabled { get; set; }

    /// <summary>True if absent.</summary>
    [Input("running")]
    public Input<bool>? Running { get; set; }

    [Input("reloadOn")]
    private InputList<string>? _reloadOn;

    /// <summary>Files whose change reloads it.</summary>
    public InputList<string> ReloadOn
    {
        get => _reloadOn ??= new();
        set => _reloadOn = value;
    }

    [Input("restartOn")]
    private InputList<string>? _restartOn;

    /// <summary>Files whose change restarts it.</summary>
    public InputList<string> RestartOn
    {
        get => _restartOn ??= new();
        set => _restartOn = value;
    }

    /// <summary>reload or restart.</summary>
    [Input("reload")]
    public Input<string>? Reload { get; set; }

    /// <summary>A command that must succeed before either.</summary>
    [Input("check")]
    public Input<string>? Check { get; set; }
}
