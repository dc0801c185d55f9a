using System.Collections.Immutable;
using Pulumi.Serialization;

namespace Pulumi;

/// <summary>The outputs of another stack.</summary>
[ResourceType("pulumi:pulumi:StackReference", null)]
public sealed class StackReference : CustomResource
{
    public StackReference(string name, StackReferenceArgs? args = null, CustomResourceOptions? options = null)
        : base("pulumi:pulumi:StackReference", name, new StackReferenceArgs { Name = NameOf(name, args) },
            CustomResourceOptions.Merge(options, new CustomResourceOptions { Id = NameOf(name, args) }))
    {
    }

    [Output("name")]
    public Output<string> Name { get; private set; } = null!;

    [Output("outputs")]
    public Output<ImmutableDictionary<string, object>> Outputs { get; private set; } = null!;

    [Output("secretOutputNames")]
    public Output<ImmutableArray<string>> SecretOutputNames { get; private set; } = null!;

    /// <summary>The output by that name; null if the stack has none.</summary>
    public Output<object?> GetOutput(Input<string> name)
    {
        var value = Output.Tuple(name.ToOutput(), Outputs).Apply(p => p.Item2.GetValueOrDefault(p.Item1));
        return new Output<object?>(WithSecretnessOfAsync(name, value));
    }

    /// <summary>The output by that name; an error if the stack has none.</summary>
    public Output<object> RequireOutput(Input<string> name)
    {
        var value = Output.Tuple(name.ToOutput(), Name, Outputs).Apply(p => p.Item3.TryGetValue(p.Item1, out var found) ? found : throw Missing(p.Item1, p.Item2));
        return new Output<object>(WithSecretnessOfAsync(name, value));
    }

    /// <summary>The value of a non-secret output; null if the stack has none by that name.</summary>
    public async Task<object?> GetValueAsync(Input<string> name) => (await GetPlainAsync(name, GetOutput(name)).ConfigureAwait(false));

    /// <summary>The value of a non-secret output; an error if the stack has none by that name.</summary>
    public async Task<object> RequireValueAsync(Input<string> name) => (await GetPlainAsync(name, RequireOutput(name)).ConfigureAwait(false))!;

    public async Task<StackReferenceOutputDetails> GetOutputDetailsAsync(string name)
    {
        var data = await Completing.LeaveAsync(GetOutput(name).DataTask).ConfigureAwait(false);
        return data.IsSecret ? new StackReferenceOutputDetails { SecretValue = data.Value } : new StackReferenceOutputDetails { Value = data.Value };
    }

    private static Input<string> NameOf(string name, StackReferenceArgs? args) => args?.Name ?? name;

    private static async Task<T> GetPlainAsync<T>(Input<string> name, Output<T> output)
    {
        var data = await Completing.LeaveAsync(output.DataTask).ConfigureAwait(false);
        return data.IsSecret
            ? throw new InvalidOperationException($"The stack output '{(await Completing.LeaveAsync(name.ToOutput().DataTask).ConfigureAwait(false)).Value}' is secret; use GetOutput or RequireOutput.")
            : data.Value;
    }

    private static KeyNotFoundException Missing(string name, string stack) => new($"The stack '{stack}' has no output '{name}'.");

    /// <summary>All outputs come as one value; only those the stack names are secret.</summary>
    private async Task<OutputData<T>> WithSecretnessOfAsync<T>(Input<string> name, Output<T> output)
    {
        var data = await output.DataTask.ConfigureAwait(false);
        var key = await name.ToOutput().DataTask.ConfigureAwait(false);
        var names = await SecretOutputNames.DataTask.ConfigureAwait(false);
        var isSecret = key.IsSecret || (key.IsKnown && names.IsKnown && !names.Value.IsDefault ? names.Value.Contains(key.Value) : data.IsSecret);
        return data with { IsSecret = isSecret };
    }
}
