using Infra.Cli.Commands;
using Infra.Engine.Diagnostics;
using Infra.Engine.Secrets;
using Infra.Engine.State;
using Infra.Engine.Workspace;

namespace Infra.Cli.Stacks;

/// <summary>The project a command line is about, and its stacks.</summary>
internal sealed class ProjectStacks
{
    private readonly CliHost _host;
    private readonly Dictionary<string, PassphraseSecrets> _opened = new(StringComparer.Ordinal);

    private ProjectStacks(CliHost host, string directory)
    {
        _host = host;
        Project = ProjectLoader.Load(directory);
        var url = BackendSelection.Url(Project, Variable);
        Backend = FileBackend.Open(url, host.Variable("HOME"), Project.Name, BackendOptions.From(Variable, ManifestVersion), host.Clock);
        Selection = new StackSelection(Project, url, Variable);
        Passphrases = new PassphraseSource(Variable);
    }

    /// <summary>Readers of the state expect a version of this form.</summary>
    internal static string ManifestVersion => $"v{ProductVersion.Text}-infra";

    public Project Project { get; }

    public FileBackend Backend { get; }

    public StackSelection Selection { get; }

    public PassphraseSource Passphrases { get; }

    public static ProjectStacks Open(Invocation invocation) => new(invocation.Host, invocation.Directory);

    public static ProjectStacks Open(CliHost host, string directory) => new(host, directory);

    /// <summary>The short name of the stack that is meant.</summary>
    public string Name(string? given)
    {
        var reference = Reference(given);
        return reference.Project == Project.Name ? reference.Stack : throw new InfraException(
            CliCodes.StackNotFound, "The stack is of another project", $"'{given}' is of the project '{reference.Project}'; {Project.File} is that of '{Project.Name}'.",
            $"Run the command in the directory of '{reference.Project}', or name it with --cwd.", exitCode: ExitCodes.StackNotFound);
    }

    /// <summary>The stack that is meant, which may be of another project of the backend.</summary>
    public StackReference Reference(string? given) => StackReference.Parse(given is { Length: > 0 } ? given : Selection.Get() ?? throw NoneSelected(), Project.Name);

    /// <summary>Opens a stack, of another project too: its settings are not known here, but its state says how to decrypt.</summary>
    public FileStackStore OpenStore(StackReference reference, bool write)
    {
        if (reference.Project == Project.Name)
        {
            var settings = Settings(reference.Stack);
            return Backend.OpenStack(reference.Stack, write ? SecretsForWriting(reference.Stack, settings) : Secrets(reference.Stack, settings), write);
        }

        var backend = Backend.Of(reference.Project);
        return backend.OpenStack(reference.Stack, backend.ReadSalt(reference.Stack) is { } salt ? Opened(salt, reference.ToString()) : new NoSecrets(reference.ToString()), write);
    }

    public StackSettings Settings(string stack, string? file = null) => StackSettings.Load(Project, stack, file);

    /// <summary>What decrypts a stack's secrets. Never makes anything.</summary>
    public ISecretsManager Secrets(string stack, StackSettings settings)
    {
        RefuseOtherProviders(settings);
        return (settings.EncryptionSalt ?? Backend.ReadSalt(stack)) is { } salt ? Opened(salt, settings.File) : new NoSecrets(settings.File);
    }

    /// <summary>What encrypts a stack's secrets; made, and kept in the stack's file, if it has none yet.</summary>
    public ISecretsManager SecretsForWriting(string stack, StackSettings settings)
    {
        if (Secrets(stack, settings) is PassphraseSecrets known)
        {
            return known;
        }

        var secrets = PassphraseSecrets.Create(Passphrases.Find(create: true));
        settings.SetEncryptionSalt(secrets.Salt);
        settings.Save();
        return secrets;
    }

    /// <summary>Once a salt: its key takes half a second to derive.</summary>
    private PassphraseSecrets Opened(string salt, string place)
    {
        if (!_opened.TryGetValue(salt, out var secrets))
        {
            _opened[salt] = secrets = PassphraseSecrets.Open(Passphrases.Find(create: false), salt, place);
        }

        return secrets;
    }

    private string? Variable(string name) => _host.Variables.TryGetValue(name, out var value) ? value : null;

    /// <exception cref="InfraException">INF3005: the stack's file names one.</exception>
    public static void RefuseOtherProviders(StackSettings settings)
    {
        if (settings.SecretsProvider is { } provider and not ("passphrase" or "default"))
        {
            throw new InfraException(
                DiagnosticCodes.SecretsProviderUnsupported, "The stack's secrets are encrypted by a provider that infra cannot use",
                $"It is '{provider}'; infra can use 'passphrase'.", "Change it with the official CLI:\n    pulumi stack change-secrets-provider passphrase", settings.File, ExitCodes.Configuration);
        }
    }

    private InfraException NoneSelected()
    {
        var names = Known();
        return new InfraException(
            CliCodes.NoStackSelected, "No stack is selected",
            names.Count == 0 ? "The project has none yet." : $"The project has: {string.Join(", ", names)}.",
            names.Count == 0 ? "infra stack init <name>" : $"Name it with --stack, or select it:\n    infra stack select {names[0]}", exitCode: ExitCodes.StackNotFound);
    }

    /// <summary>Stacks with a state, and those with a file only.</summary>
    private List<string> Known()
    {
        var files = Directory.Exists(Project.StackConfigDirectory)
            ? Directory.EnumerateFiles(Project.StackConfigDirectory, "Pulumi.*.yaml").Select(file => Path.GetFileName(file)["Pulumi.".Length..^".yaml".Length])
            : [];
        return [.. Backend.List().Select(stack => stack.Name).Union(files).Order(StringComparer.Ordinal)];
    }
}
