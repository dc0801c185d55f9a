using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Pulumi.Serialization;

/// <summary>The writing ends of all [Output] properties of a resource.</summary>
internal sealed class OutputCompletions
{
    private readonly Resource _resource;
    private readonly ImmutableArray<(string Name, IOutputCompletion Completion)> _properties;

    /// <summary>Sets the resource's properties to outputs that are completed later.</summary>
    public OutputCompletions(Resource resource)
    {
        _resource = resource;
        var isLocalComponent = resource is ComponentResource { Remote: false };
        var properties = ImmutableArray.CreateBuilder<(string, IOutputCompletion)>();
        foreach (var property in OutputProperty.Of(resource.GetType()))
        {
            // The other properties of a component are for its own constructor to set.
            if (isLocalComponent && property.Property.DeclaringType != typeof(Resource))
            {
                continue;
            }

            var completion = Make(property);
            property.Property.SetValue(resource, completion.Output);
            properties.Add((property.Name, completion));
        }

        _properties = properties.ToImmutable();
    }

    /// <summary>Completes all properties from what the engine knows of the resource.</summary>
    public void Complete(ResourceOutcome outcome, bool missingIsKnown, Action<string> warn) =>
        Completing.Run(() => CompleteAll(outcome, missingIsKnown, warn));

    public void Fail(Exception exception) => Completing.Run(() =>
    {
        foreach (var (_, completion) in _properties)
        {
            completion.Fail(exception);
        }
    });

    private void CompleteAll(ResourceOutcome outcome, bool missingIsKnown, Action<string> warn)
    {
        foreach (var (name, completion) in _properties)
        {
            if (outcome.DataOf(name) is not { } data)
            {
                completion.SetNothing(_resource, missingIsKnown && name != WireConstants.IdProperty);
                continue;
            }

            var dependencies = data.Resources.Add(_resource).Union(outcome.DependenciesOf(name));
            completion.SetValue($"{_resource.GetResourceType()} '{_resource.GetResourceName()}', {name}", data with { Resources = dependencies }, warn);
        }
    }

    private static IOutputCompletion Make(OutputProperty property)
    {
        if (!property.IsOutput)
        {
            throw new InvalidOperationException(
                $"{property.Property.DeclaringType}.{property.Property.Name} is marked with [Output] but is no Output<T>.");
        }

        if (property.Property.SetMethod is null)
        {
            throw new InvalidOperationException(
                $"{property.Property.DeclaringType}.{property.Property.Name} is marked with [Output] but has no setter; a private one will do.");
        }

        return ((IOutput)RuntimeHelpers.GetUninitializedObject(property.Property.PropertyType)).NewCompletion();
    }
}
