using System.Collections.Immutable;
using Pulumi.Serialization;

namespace Pulumi;

/// <summary>The root of all resources; its [Output] properties are the stack's outputs.</summary>
public class Stack : ComponentResource
{
    protected Stack(StackOptions? options = null)
        : base(WireConstants.StackType, NameOf(Deployment.Current), ToResourceOptions(options))
    {
        Deployment.Current.Stack = this;
        Outputs = Output.Create<IDictionary<string, object?>>(ImmutableDictionary<string, object?>.Empty);
    }

    internal Stack(Func<Task<IDictionary<string, object?>>> init, StackOptions? options)
        : this(options)
    {
        Outputs = Output.Create(InitializeAsync(init));
        RegisterOutputs(Outputs);
    }

    /// <summary>What the stack exports; empty until <see cref="RegisterPropertyOutputs"/> for a stack class.</summary>
    internal Output<IDictionary<string, object?>> Outputs { get; private set; }

    /// <summary>Exports the [Output] properties, once the constructor of the stack class has run.</summary>
    internal void RegisterPropertyOutputs()
    {
        var properties = OutputProperty.Of(GetType()).Where(p => p.Property.DeclaringType != typeof(Resource)).ToArray();
        var incorrect = properties.Where(p => !p.IsOutput).Select(p => p.Property.Name).ToArray();
        if (incorrect.Length > 0)
        {
            throw RunException.OutputsHaveIncorrectType(incorrect);
        }

        var missing = properties.Where(p => p.Property.GetValue(this) is null).Select(p => p.Property.Name).ToArray();
        if (missing.Length > 0)
        {
            throw new RunException($"[Output] properties of {GetType().Name} without a value: {string.Join(", ", missing)}. Assign them in its constructor.");
        }

        Outputs = Output.Create<IDictionary<string, object?>>(properties.ToImmutableDictionary(p => p.Name, p => p.Property.GetValue(this)));
        RegisterOutputs(Outputs);
    }

    private static async Task<IDictionary<string, object?>> InitializeAsync(Func<Task<IDictionary<string, object?>>> init) =>
        await init().ConfigureAwait(false) ?? ImmutableDictionary<string, object?>.Empty;

    private static string NameOf(Deployment deployment) => $"{deployment.ProjectName}-{deployment.StackName}";

    private static ComponentResourceOptions? ToResourceOptions(StackOptions? options) => options is null
        ? null
        : new ComponentResourceOptions { ResourceTransformations = options.ResourceTransformations, ResourceTransforms = options.ResourceTransforms };
}
