using System.Text;
using Infra.Machine.States;

namespace Infra.Machine.Tests.Support;

/// <summary>The state of a server, for people to read and compare.</summary>
internal static class StateText
{
    public static string Of(ServerState state)
    {
        var text = new StringBuilder();
        foreach (var layer in state.Layers)
        {
            Append(text, layer);
        }

        if (state.Data is { } data)
        {
            Append(text, data);
        }

        var release = state.Release;
        text.Append($"======== release {release.Name}\n{release.Root}, owner {release.Owner}, {release.Service}, {release.SocketDirectory}, {release.HealthHost}{release.HealthPath}\n");
        text.Append(string.Concat(release.Prepare.Select(step => $"prepare {step.Name}: {step.Run}\n")));
        text.Append($"new release when {string.Join(", ", release.Triggers.Keys)} change\n");
        return text.ToString();
    }

    public static string Of(DatabaseServerState state)
    {
        var text = new StringBuilder();
        foreach (var layer in (LayerState[])[state.System, state.Access, state.Database])
        {
            Append(text, layer);
        }

        Append(text, state.Data);
        return text.ToString();
    }

    private static void Append(StringBuilder text, DatabaseState data)
    {
        text.Append($"======== {data.Engine}\ndatabase {data.Name}, owner {data.Owner}{(data.Protect ? ", protected" : "")}\n");
        text.Append(string.Concat(data.Extensions.Select(extension => $"extension {extension}\n"))).Append('\n');
    }

    public static string Of(LayerState layer)
    {
        var text = new StringBuilder();
        Append(text, layer);
        return text.ToString();
    }

    private static void Append(StringBuilder text, LayerState layer)
    {
        text.Append($"======== {layer.Title}\n");
        Append(text, layer.Packages.Select(package => $"package {package}"));
        Append(text, layer.Users.Select(user => $"user {user.Key}, home {user.Value.Home}"));
        Append(text, layer.Directories.Select(directory => $"directory {directory.Key} {directory.Value.Owner}:{directory.Value.Group} {directory.Value.Mode}"));
        Append(text, layer.Links.Select(link => $"link {link.Key} -> {link.Value}"));
        Append(text, layer.Absent.Select(path => $"absent {path}"));
        Append(text, layer.Services.Select(Service));
        Append(text, layer.Commands.Select(command => $"command {command.Key}\n  unless {command.Value.Unless}\n  run {command.Value.Run.Replace("\n", "\n    ", StringComparison.Ordinal)}\n  undo {command.Value.Undo}"));
        Append(text, layer.Listens.Select(port => $"listens {port}"));
        foreach (var (path, file) in layer.Files)
        {
            text.Append($"\n-------- {path} {file.Owner}:{file.Group} {file.Mode}\n{file.Content}");
        }

        text.Append('\n');
    }

    private static string Service(KeyValuePair<string, ServiceState> service)
    {
        var state = service.Value;
        var reload = state.ReloadOn.IsEmpty ? "" : $", reload on {string.Join(" ", state.ReloadOn)}";
        var restart = state.RestartOn.IsEmpty ? "" : $", restart on {string.Join(" ", state.RestartOn)}";
        var check = state.Check.Length == 0 ? "" : $", if {state.Check}";
        return $"service {service.Key}{(state.Enabled ? "" : " (started by others)")}{reload}{restart}{check}";
    }

    private static void Append(StringBuilder text, IEnumerable<string> lines) => text.AppendJoin("", lines.Select(line => line + "\n"));
}
