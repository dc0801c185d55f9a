using Infra.Machine.Resources;
using Infra.Machine.States;
using Pulumi;

namespace Infra.Machine.Deployments;

/// <summary>The state of a layer as a resource's inputs, its placeholders filled.</summary>
internal static class ConfigurationMapper
{
    public static ConfigurationArgs ToArgs(LayerState layer, ConnectionArgs connection, IReadOnlyDictionary<string, Input<string>> values)
    {
        var args = new ConfigurationArgs
        {
            Connection = connection,
            Title = layer.Title,
            Packages = layer.Packages.ToList(),
            Absent = layer.Absent.ToList(),
        };
        foreach (var (name, user) in layer.Users)
        {
            args.Users.Add(name, new UserArgs { System = true, Home = user.Home, Shell = "/usr/sbin/nologin" });
        }

        foreach (var (path, directory) in layer.Directories)
        {
            args.Directories.Add(path, new DirectoryArgs { Owner = directory.Owner, Group = directory.Group, Mode = directory.Mode });
        }

        foreach (var (path, file) in layer.Files)
        {
            args.Files.Add(path, new FileArgs { Content = Placeholder.Fill(file.Content, values), Owner = file.Owner, Group = file.Group, Mode = file.Mode });
        }

        foreach (var (path, target) in layer.Links)
        {
            args.Links.Add(path, target);
        }

        foreach (var (name, service) in layer.Services)
        {
            args.Services.Add(name, ToArgs(service));
        }

        foreach (var (name, command) in layer.Commands)
        {
            args.Commands.Add(name, new CommandArgs { Unless = command.Unless, Run = command.Run, Undo = command.Undo });
        }

        foreach (var port in layer.Listens)
        {
            args.Listens.Add(new ListenArgs { Port = port });
        }

        return args;
    }

    private static ServiceArgs ToArgs(ServiceState service)
    {
        var args = new ServiceArgs { Enabled = service.Enabled, ReloadOn = service.ReloadOn, RestartOn = service.RestartOn };
        if (service.Check.Length > 0)
        {
            args.Check = service.Check;
        }

        return args;
    }
}
