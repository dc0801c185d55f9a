using Infra.Engine.Diagnostics;
using Infra.Engine.Plan;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;

namespace Infra.Engine.Plugins;

/// <summary>The package "pulumi", which is the engine's own: references to other stacks of the backend.</summary>
/// <param name="outputsOf">The outputs of a stack by its name; null if there is no such stack.</param>
internal sealed class BuiltinProvider(Func<string, CancellationToken, Task<PropertyMap?>> outputsOf) : IResourceProvider
{
    public const string Package = "pulumi";

    private const string StackReference = "pulumi:pulumi:StackReference";

    /// <summary>What this package has in the official engine and not here.</summary>
    private static readonly string[] _elsewhere = ["pulumi:index:Stash", "pulumi:pulumi:readStackResourceOutputs"];

    public string Version => "";

    public ProviderCapabilities Capabilities { get; } = new();

    public Task<string> GetSchemaAsync(CancellationToken cancellationToken) => throw new ProviderException("the engine's own package has no schema");

    public Task<CheckResult> CheckConfigAsync(CheckArgs args, CancellationToken cancellationToken) => Task.FromResult(CheckResult.Ok(args.News));

    public Task<DiffResult> DiffConfigAsync(DiffArgs args, CancellationToken cancellationToken) => Task.FromResult(DiffResult.None);

    public Task ConfigureAsync(PropertyMap inputs, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<CheckResult> CheckAsync(CheckArgs args, CancellationToken cancellationToken) =>
        Urns.Urn.Type(args.Urn) == StackReference ? Task.FromResult(CheckResult.Ok(args.News)) : throw Unknown(Urns.Urn.Type(args.Urn));

    public Task<DiffResult> DiffAsync(DiffArgs args, CancellationToken cancellationToken) => Task.FromResult(PropertyDifference.Between(args.OldInputs, args.News));

    public Task<CreateResult> CreateAsync(CreateArgs args, CancellationToken cancellationToken) => throw OnlyRead();

    public async Task<ReadResult?> ReadAsync(ReadArgs args, CancellationToken cancellationToken)
    {
        if (Urns.Urn.Type(args.Urn) is not StackReference and var type)
        {
            throw Unknown(type);
        }

        return new ReadResult(args.Id, await ReadAsync(args.Id, cancellationToken), args.Inputs);
    }

    public Task<UpdateResult> UpdateAsync(UpdateArgs args, CancellationToken cancellationToken) => throw OnlyRead();

    public Task DeleteAsync(DeleteArgs args, CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task<InvokeResult> InvokeAsync(InvokeArgs args, CancellationToken cancellationToken)
    {
        if (args.Token != "pulumi:pulumi:readStackOutputs")
        {
            throw Unknown(args.Token);
        }

        return args.Args.Find("name") is StringValue name
            ? InvokeResult.Ok(await ReadAsync(name.Value, cancellationToken))
            : new InvokeResult(PropertyMap.Empty, [new CheckFailure("name", "the name of a stack is wanted")]);
    }

    public Task CancelAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<PropertyMap> ReadAsync(string stack, CancellationToken cancellationToken)
    {
        var outputs = await outputsOf(stack, cancellationToken)
            ?? throw new ProviderException($"there is no stack '{stack}' in this backend; infra stack ls --all lists those there are");
        var secret = outputs.Where(o => o.Value.ContainsSecrets).Select(o => o.Key).Order(StringComparer.Ordinal);
        return PropertyMap.Empty.With("name", stack).With("outputs", outputs).With("secretOutputNames", PropertyValue.Array(secret.Select(name => (PropertyValue)name)));
    }

    private static ProviderException OnlyRead() => new("a reference to a stack is only read: its name is its id");

    private static ProviderException Unknown(string token) => _elsewhere.Contains(token)
        ? new($"{DiagnosticCodes.FeatureUnsupported}: '{token}' is not supported by this engine yet; the official engine does it")
        : new($"the engine's own package has no '{token}'");
}
