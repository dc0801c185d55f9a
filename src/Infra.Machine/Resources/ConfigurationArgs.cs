using Pulumi;

namespace Infra.Machine.Resources;

/// <summary>Arguments of <see cref="Configuration"/>.</summary>
public sealed class ConfigurationArgs : ResourceArgs
{
    /// <summary>The server.</summary>
    [Input("connection", required: true)]
    public Input<ConnectionArgs>? Connection { get; set; }

    /// <summary>Names the layer on the server.</summary>
    [Input("title", required: true)]
    public Input<string>? Title { get; set; }

    [Input("packages")]
    private InputList<string>? _packages;

    /// <summary>Installed.</summary>
    public InputList<string> Packages
    {
        get => _packages ??= new();
        set => _packages = value;
    }

    [Input("absentPackages")]
    private InputList<string>? _absentPackages;

    /// <summary>Not installed.</summary>
    public InputList<string> AbsentPackages
    {
        get => _absentPackages ??= new();
        set => _absentPackages = value;
    }

    [Input("users")]
    private InputMap<UserArgs>? _users;

    /// <summary>By name.</summary>
    public InputMap<UserArgs> Users
    {
        get => _users ??= new();
        set => _users = value;
    }

    [Input("directories")]
    private InputMap<DirectoryArgs>? _directories;

    /// <summary>By absolute path.</summary>
    public InputMap<DirectoryArgs> Directories
    {
        get => _directories ??= new();
        set => _directories = value;
    }

    [Input("files")]
    private InputMap<FileArgs>? _files;

    /// <summary>By absolute path.</summary>
    public InputMap<FileArgs> Files
    {
        get => _files ??= new();
        set => _files = value;
    }

    [Input("links")]
    private InputMap<string>? _links;

    /// <summary>Absolute path to target.</summary>
    public InputMap<string> Links
    {
        get => _links ??= new();
        set => _links = value;
    }

    [Input("absent")]
    private InputList<string>? _absent;

    /// <summary>Absolute paths at which nothing may be.</summary>
    public InputList<string> Absent
    {
        get => _absent ??= new();
        set => _absent = value;
    }

    [Input("services")]
    private InputMap<ServiceArgs>? _services;

    /// <summary>By unit, without .service.</summary>
    public InputMap<ServiceArgs> Services
    {
        get => _services ??= new();
        set => _services = value;
    }

    [Input("commands")]
    private InputMap<CommandArgs>? _commands;

    /// <summary>By name.</summary>
    public InputMap<CommandArgs> Commands
    {
        get => _commands ??= new();
        set => _commands = value;
    }

    [Input("listens")]
    private InputList<ListenArgs>? _listens;

    /// <summary>Ports that must be open afterwards, opened by one of the services if the layer has any.</summary>
    public InputList<ListenArgs> Listens
    {
        get => _listens ??= new();
        set => _listens = value;
    }
}
