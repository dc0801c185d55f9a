using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Infra.Engine.Diagnostics;
using Infra.Engine.Plan;
using Infra.Engine.Secrets;
using Infra.Engine.State.Edits;

namespace Infra.Engine.State;

/// <summary>Pulumi's DIY backend in a directory (file://).</summary>
public sealed partial class FileBackend
{
    private readonly string _project;
    private readonly BackendOptions _options;
    private readonly TimeProvider _clock;

    private FileBackend(string url, string root, string project, BackendOptions options, TimeProvider clock)
    {
        Url = url;
        Root = root;
        _project = project;
        _options = options;
        _clock = clock;
    }

    /// <summary>As it was given, such as "file://~".</summary>
    public string Url { get; }

    /// <summary>The directory that holds ".pulumi".</summary>
    public string Root { get; }

    /// <param name="url">"file://…", "~" and relative paths allowed.</param>
    /// <param name="home">What "~" stands for.</param>
    /// <param name="project">The project whose stacks these are.</param>
    /// <param name="options">How to write.</param>
    /// <param name="clock">For locks, backups and the manifest.</param>
    /// <exception cref="InfraException">INF2001: another kind of backend, a directory that is not there, or a layout of a newer CLI.</exception>
    public static FileBackend Open(string url, string home, string project, BackendOptions options, TimeProvider clock)
    {
        if (!url.StartsWith("file://", StringComparison.Ordinal))
        {
            throw Unsupported($"'{url}' is not a file:// address.", "infra keeps state in files. For other backends use the official CLI, or set PULUMI_BACKEND_URL=file://~");
        }

        var path = url["file://".Length..].Split('?')[0];
        var expanded = path is "~" or "" ? home : path.StartsWith("~/", StringComparison.Ordinal) ? Path.Combine(home, path[2..]) : path;
        var root = Path.GetFullPath(expanded);
        if (!Directory.Exists(root))
        {
            throw Unsupported($"The directory {root} does not exist.", $"mkdir -p {root}");
        }

        var meta = Path.Combine(root, ".pulumi", "meta.yaml");
        if (File.Exists(meta) && MetaVersion().Match(File.ReadAllText(meta)) is var match && (!match.Success || match.Groups[1].Value != "1"))
        {
            throw Unsupported($"{meta} is of a version that infra does not understand.", "Use the version of the CLI that wrote it.");
        }

        return new FileBackend(url, root, project, options, clock);
    }

    /// <summary>The same directory with the stacks of another project.</summary>
    public FileBackend Of(string project) => new(Url, Root, project, _options, _clock);

    /// <exception cref="InfraException">INF1008: it has other characters than letters, digits, '_', '.', '-', or is too long.</exception>
    public static void CheckName(string what, string name)
    {
        if (!ValidName().IsMatch(name))
        {
            throw new InfraException(
                DiagnosticCodes.NameMalformed, $"The name of the {what} cannot be used", $"'{name}' may have letters, digits, '_', '.' and '-', 1 to 100 of them, and not dots alone.",
                exitCode: ExitCodes.Configuration);
        }
    }

    public bool Exists(string stack) => Files(stack).Existing is not null;

    /// <summary>The project's stacks by name.</summary>
    public IReadOnlyList<StackSummary> List()
    {
        var directory = Files("any").StacksDirectory;
        return !Directory.Exists(directory) ? [] :
        [
            .. Directory.EnumerateFiles(directory)
                .Select(Path.GetFileName)
                .Select(name => Compression.Suffixes.Select(suffix => ".json" + suffix).Where(name!.EndsWith).Select(ending => name[..^ending.Length]).FirstOrDefault())
                .OfType<string>().Where(name => ValidName().IsMatch(name)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
                .Select(name => StackSummary.Of(Files(name), Url)),
        ];
    }

    /// <exception cref="InfraException">INF2003: it is there already.</exception>
    public void Create(string stack)
    {
        var files = Files(stack);
        if (files.Existing is not null)
        {
            throw Taken(stack);
        }

        try
        {
            Directory.CreateDirectory(files.StacksDirectory);
            var meta = Path.Combine(Root, ".pulumi", "meta.yaml");
            if (!File.Exists(meta))
            {
                AtomicFile.Write(meta, "version: 1\n"u8);
            }

            AtomicFile.Write(files.Checkpoint, Encoding.UTF8.GetBytes($"{{\"version\":3,\"checkpoint\":{{\"stack\":\"{files.QualifiedName}\"}}}}"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InfraException(DiagnosticCodes.StateNotWritten, "The stack cannot be made", $"{files.Checkpoint}: {e.Message}", inner: e);
        }
    }

    /// <summary>Opens a stack; with <paramref name="write"/> it is locked until the store is disposed.</summary>
    /// <param name="stack">Its short name.</param>
    /// <param name="secrets">Of what is written; a state of another salt is read with the same passphrase.</param>
    /// <param name="write">Whether it is to be written.</param>
    /// <param name="configuration">For the history: the stack's configuration as its file has it.</param>
    /// <exception cref="InfraException">INF2002: there is no such stack. INF2004: it is locked.</exception>
    public FileStackStore OpenStack(string stack, ISecretsManager secrets, bool write, JsonObject? configuration = null)
    {
        var files = Existing(stack);
        return new FileStackStore(files, secrets, write ? StackLock.Acquire(files.Locks, _clock) : null, _options, _clock) { Configuration = configuration };
    }

    /// <summary>The salt the state was last encrypted with; null if it has none. Needs no passphrase.</summary>
    public string? ReadSalt(string stack)
    {
        if (Files(stack).Existing is not { } file)
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(Compression.Unpack(File.ReadAllBytes(file)), CheckpointReader.Options);
            return CheckpointReader.Deployment(document.RootElement) is { } deployment && CheckpointReader.SecretsProvider(deployment) is { Type: "passphrase", Salt: { Length: > 0 } salt } ? salt : null;
        }
        catch (Exception e) when (e is JsonException or StateFormatException or StateVersionException or InvalidOperationException or InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return null; // Loading the state says what is wrong, with its place.
        }
    }

    /// <summary>Removes a stack and its history; refuses one that still has resources unless forced. Keeps a .bak of the state.</summary>
    public async Task RemoveAsync(string stack, ISecretsManager secrets, bool force, bool removeBackups, CancellationToken cancellationToken)
    {
        var files = Existing(stack);
        await using var store = OpenStack(stack, secrets, write: true);
        var left = force ? 0 : (await store.LoadAsync(cancellationToken)).Resources.Count(r => r.Type != "pulumi:pulumi:Stack");
        if (left > 0)
        {
            throw new InfraException(
                DiagnosticCodes.StackNotEmpty, "The stack still has resources", $"'{stack}' has {left}; without their state nobody would find them again.",
                $"Take them away first:\n    infra destroy --stack {stack}\nor forget them:\n    infra stack rm --force {stack}");
        }

        var current = files.Existing!;
        File.Move(current, current + ".bak", overwrite: true);
        foreach (var directory in removeBackups ? [files.History, files.Backups] : new[] { files.History })
        {
            if (Directory.Exists(directory))
            {
                Directory.Delete(directory, recursive: true);
            }
        }

        File.Delete(files.Tags);
        new StackJournal(files, secrets, new SecretCache()).End();
        if (removeBackups)
        {
            File.Delete(current + ".bak");
        }
    }

    /// <summary>Who holds the stack.</summary>
    public IReadOnlyList<LockHolder> Locks(string stack) => [.. StackLock.Files(Existing(stack).Locks).Select(LockHolder.Read)];

    /// <summary>Takes locks away.</summary>
    public static void Cancel(IEnumerable<LockHolder> locks)
    {
        foreach (var holder in locks)
        {
            File.Delete(holder.File);
        }
    }

    /// <summary>Finished operations, newest first.</summary>
    public IReadOnlyList<UpdateRecord> History(string stack) => HistoryFiles.Read(Existing(stack));

    /// <summary>Names to texts.</summary>
    /// <exception cref="InfraException">INF2014: their file cannot be read.</exception>
    public ImmutableSortedDictionary<string, string> Tags(string stack) => StackTags.Read(Existing(stack).Tags);

    public void SetTags(string stack, ImmutableSortedDictionary<string, string> tags) => StackTags.Write(Existing(stack).Tags, tags);

    /// <summary>Gives a stack another name, or another project: its state, history, backups and tags.</summary>
    /// <param name="stack">Its short name.</param>
    /// <param name="to">The name it gets.</param>
    /// <param name="secrets">Of its state.</param>
    /// <param name="carryOver">Carries over what lies outside the backend. Run when all of the new stack is there and the old one still is.</param>
    /// <param name="cancellationToken">Before anything is written.</param>
    /// <exception cref="InfraException">INF2003: there is another stack of that name.</exception>
    public async Task RenameAsync(string stack, StackReference to, ISecretsManager secrets, Action carryOver, CancellationToken cancellationToken)
    {
        var files = Existing(stack);
        var target = new StackFiles(Root, to.Project, to.Stack);
        await using var store = OpenStack(stack, secrets, write: true);
        using var held = StackLock.Acquire(target.Locks, _clock);
        var renamed = StackUrns.Rename(await store.LoadAsync(cancellationToken), to);
        var other = store.At(target);
        if (target.Existing is not null && !await IsInterruptedRenameAsync(other, renamed, cancellationToken))
        {
            throw Taken(to.Stack);
        }

        await other.SaveAsync(renamed, cancellationToken);
        HistoryFiles.Move(files, target);
        if (File.Exists(files.Tags))
        {
            File.Move(files.Tags, target.Tags, overwrite: true);
        }

        carryOver();
        var current = files.Existing!;
        File.Move(current, current + ".bak", overwrite: true);
    }

    private StackFiles Files(string stack)
    {
        CheckName("stack", stack);
        return new StackFiles(Root, _project, stack);
    }

    private StackFiles Existing(string stack)
    {
        var files = Files(stack);
        if (files.Existing is not null)
        {
            return files;
        }

        var names = List().Select(s => s.Name).ToList();
        var others = names.Count == 0 ? "The backend has no stack of this project." : $"There are: {string.Join(", ", names)}.{DidYouMean.Hint(stack, names)}";
        throw new InfraException(
            DiagnosticCodes.StackMissing, "There is no such stack", $"'{stack}' is not in {Url}. {others}", $"infra stack init {stack}", exitCode: ExitCodes.StackNotFound);
    }

    /// <summary>A rename that was killed has left the new stack complete, and the old one.</summary>
    private static async Task<bool> IsInterruptedRenameAsync(FileStackStore target, Snapshot renamed, CancellationToken cancellationToken)
    {
        var there = (await target.LoadAsync(cancellationToken)).Resources;
        return there.Length > 0 && there.Length == renamed.Resources.Length && there.Zip(renamed.Resources).All(pair => StateEquality.Same(pair.First, pair.Second));
    }

    private InfraException Taken(string stack) =>
        new(DiagnosticCodes.StackExists, "The stack exists already", $"There is '{stack}' in {Url}.", $"infra stack select {stack}");

    private static InfraException Unsupported(string detail, string help) =>
        new(DiagnosticCodes.BackendUnsupported, "The backend cannot be used", detail, help, exitCode: ExitCodes.Configuration);

    [GeneratedRegex(@"^version:\s*(\S+)", RegexOptions.Multiline | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex MetaVersion();

    [GeneratedRegex(@"^(?!\.+$)[A-Za-z0-9_.\-]{1,100}\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ValidName();
}
