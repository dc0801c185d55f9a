using System.Collections.Immutable;
using Infra.Machine.Provider.Local.Host;
using Infra.Protocol.Providers;

namespace Infra.Machine.Provider.Local.Machines;

/// <summary>A machine's file tree: read-only layers with its own files on top, mounted as one.</summary>
internal sealed class MachineTree(string directory)
{
    private const UnixFileMode PrivateDirectory = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public string Root => Path.Combine(directory, "root");

    public async Task MountAsync(ImmutableArray<string> layers, CancellationToken cancellationToken)
    {
        if (!MountTable.Below(Root).IsEmpty)
        {
            return;
        }

        if (layers.FirstOrDefault(l => !Directory.Exists(l)) is { } missing)
        {
            throw new ProviderException($"the image {missing} that the machine in {directory} is based on is gone: the machine must be replaced");
        }

        var (upper, work) = (Path.Combine(directory, "upper"), Path.Combine(directory, "work"));
        foreach (var part in new[] { Root, upper, work })
        {
            Directory.CreateDirectory(part);
        }

        await HostCommand.RunAsync(
            "mount", ["-t", "overlay", "overlay", "-o", $"lowerdir={string.Join(':', layers)},upperdir={upper},workdir={work}", Root], cancellationToken);
    }

    public void Write(ImmutableArray<TreeFile> files)
    {
        foreach (var file in files)
        {
            var path = Resolve(file.Path);
            // A link in its place would lead out of the tree.
            File.Delete(path);
            using (File.Create(path))
            {
                SetMode(path, file.Mode);
            }

            File.WriteAllText(path, file.Content);
        }
    }

    /// <summary>Makes the administrator, with the keys that may log in.</summary>
    public async Task AddAdminAsync(string user, string authorizedKeys, CancellationToken cancellationToken)
    {
        if (user != "root" && !HasUser(user))
        {
            await HostCommand.RunAsync("chroot", [Root, "useradd", "--create-home", "--shell", "/bin/bash", "--groups", "sudo", user], cancellationToken);
        }

        var home = user == "root" ? "root" : $"home/{user}";
        var keys = Resolve($"{home}/.ssh/authorized_keys");
        SetMode(Path.GetDirectoryName(keys)!, PrivateDirectory);
        Write([new($"{home}/.ssh/authorized_keys", authorizedKeys, UnixFileMode.UserRead | UnixFileMode.UserWrite)]);
        await HostCommand.RunAsync("chroot", [Root, "chown", "-R", $"{user}:", $"/{home}/.ssh"], cancellationToken);
    }

    /// <summary>Unmounts everything in the machine's directory and removes it; returns the mounts that would not go.</summary>
    public async Task<ImmutableArray<string>> RemoveAsync(CancellationToken cancellationToken)
    {
        foreach (var mount in MountTable.Below(directory))
        {
            if (!(await HostCommand.TryAsync("umount", [mount], cancellationToken)).Succeeded)
            {
                // Somebody looks into it: it goes for good once they leave.
                await HostCommand.TryAsync("umount", ["--lazy", mount], cancellationToken);
            }
        }

        var left = MountTable.Below(directory);
        if (left.IsEmpty && Directory.Exists(directory))
        {
            await HostCommand.RunAsync("rm", ["-rf", "--one-file-system", "--", directory], cancellationToken);
        }

        return left;
    }

    private static void SetMode(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, mode);
        }
    }

    private bool HasUser(string user) =>
        File.ReadLines(Path.Combine(Root, "etc/passwd")).Any(l => l.StartsWith(user + ":", StringComparison.Ordinal));

    private string Resolve(string path)
    {
        var current = Root;
        foreach (var part in Path.GetDirectoryName(path)!.Split('/'))
        {
            current = Path.Combine(current, part);
            if (new DirectoryInfo(current).LinkTarget is not null)
            {
                throw new ProviderException($"{current} is a link: a machine's files are not written through links");
            }

            Directory.CreateDirectory(current);
        }

        return Path.Combine(Root, path);
    }
}
