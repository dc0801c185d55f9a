using System.Collections.Immutable;
using Infra.Machine.Provider.Shell;
using Infra.Rehearsal.Account;

namespace Infra.Rehearsal.Platform.Containers;

/// <summary>What a deployment does of a component that is an image.</summary>
/// <param name="machine">Where.</param>
/// <param name="registry">Where images are taken from instead of their own registries; null or "" for nowhere.</param>
internal sealed class ContainerSteps(AppMachine machine, string? registry)
{
    private const string UsualPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    /// <summary>Pulls the component's image and unpacks it into a directory of the machine.</summary>
    public async Task PullAsync(AppComponent component, string directory, CancellationToken cancellationToken)
    {
        var image = ContainerImage.Of(component.Image!, registry);
        var (step, archive) = ($"pulling {image.Location} for {component.Name}", $"image-{component.Name}.tar");
        machine.Say(step);
        await ImagePull.RunAsync(
            image,
            step,
            file => machine.WriteAsync(
                $"srv/platform/incoming/{archive}",
                async (to, token) =>
                {
                    await using var from = File.OpenRead(file);
                    await from.CopyToAsync(to, token);
                },
                cancellationToken),
            cancellationToken);
        await machine.RunAsync($"unpacking the image of {component.Name}", $"unpack_image {directory} {archive} {ImagePull.Name}", cancellationToken);
    }

    /// <summary>How an unpacked image wants to be run, and with which program, by its full path there.</summary>
    public async Task<(ImageConfiguration Configuration, ImmutableArray<string> Command)> ReadAsync(AppComponent component, string directory, CancellationToken cancellationToken)
    {
        var step = $"starting {component.Name}";
        var configuration = ImageConfiguration.Parse(await machine.AskAsync($"cat {directory}/config.json 2>/dev/null || true\n", cancellationToken))
            ?? throw new DeploymentFailure(step, "the image's configuration cannot be read");

        // A run command takes the place of both the image's entry point and its command.
        ImmutableArray<string> command = component.Inputs.Text("runCommand") is { Length: > 0 } given ? ["/bin/sh", "-c", given] : configuration.Command;
        if (command is not [var program, .. var arguments])
        {
            throw new DeploymentFailure(step, "the image names no command: give runCommand");
        }

        return (configuration, [await FindAsync(program, configuration, directory, step, cancellationToken), .. arguments]);
    }

    private async Task<string> FindAsync(string program, ImageConfiguration configuration, string directory, string step, CancellationToken cancellationToken)
    {
        if (program.Contains('/', StringComparison.Ordinal))
        {
            return Path.Combine(configuration.Directory, program);
        }

        var path = configuration.Environment.GetValueOrDefault("PATH", UsualPath);
        var found = (await machine.AskAsync($". {AppMachine.LibraryFile}\nfind_program {directory}/files {Sh.Quote(path)} {Sh.Quote(program)}\n", cancellationToken)).Trim();
        return found.Length > 0 ? found : throw new DeploymentFailure(step, $"the image's command '{program}' is in none of {path}");
    }
}
