using Pulumi;

namespace Infra.Machine.Resources;

/// <summary>Arguments of <see cref="Release"/>.</summary>
public sealed class ReleaseArgs : ResourceArgs
{
    /// <summary>The server.</summary>
    [Input("connection", required: true)]
    public Input<ConnectionArgs>? Connection { get; set; }

    /// <summary>Of the application.</summary>
    [Input("name", required: true)]
    public Input<string>? Name { get; set; }

    /// <summary>The directory that holds releases/ and current.</summary>
    [Input("root", required: true)]
    public Input<string>? Root { get; set; }

    /// <summary>The user the application runs as.</summary>
    [Input("owner", required: true)]
    public Input<string>? Owner { get; set; }

    /// <summary>The code.</summary>
    [Input("source", required: true)]
    public Input<AssetOrArchive>? Source { get; set; }

    /// <summary>Settings, readable by root alone.</summary>
    [Input("environmentFile")]
    public Input<string>? EnvironmentFile { get; set; }

    [Input("prepare")]
    private InputList<PrepareStepArgs>? _prepare;

    /// <summary>Commands to run in the new release, in this order.</summary>
    public InputList<PrepareStepArgs> Prepare
    {
        get => _prepare ??= new();
        set => _prepare = value;
    }

    /// <summary>Template unit, with its @; the instance is the release.</summary>
    [Input("service", required: true)]
    public Input<string>? Service { get; set; }

    /// <summary>Where an instance listens, on &lt;release&gt;.sock.</summary>
    [Input("socketDirectory", required: true)]
    public Input<string>? SocketDirectory { get; set; }

    /// <summary>/healthz if absent.</summary>
    [Input("healthPath")]
    public Input<string>? HealthPath { get; set; }

    /// <summary>The name it is asked by.</summary>
    [Input("healthHost")]
    public Input<string>? HealthHost { get; set; }

    /// <summary>Seconds; 30 if absent.</summary>
    [Input("healthTimeout")]
    public Input<int>? HealthTimeout { get; set; }

    /// <summary>Releases to keep; 5 if absent.</summary>
    [Input("keep")]
    public Input<int>? Keep { get; set; }

    /// <summary>Seconds the old instance has for what it began; 30 if absent.</summary>
    [Input("drainTimeout")]
    public Input<int>? DrainTimeout { get; set; }

    [Input("triggers")]
    private InputMap<string>? _triggers;

    /// <summary>A change of these makes a new release.</summary>
    public InputMap<string> Triggers
    {
        get => _triggers ??= new();
        set => _triggers = value;
    }
}
