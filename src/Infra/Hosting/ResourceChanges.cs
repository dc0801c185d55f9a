using System.Collections.Immutable;
using Pulumi;

namespace Infra.Hosting;

/// <summary>What a program changes of the arguments of a host's own resources, before they are registered; in the order it says so.</summary>
public sealed class ResourceChanges
{
    private readonly ImmutableList<(Type Args, Delegate Change)> _changes;

    private ResourceChanges(ImmutableList<(Type Args, Delegate Change)> changes) => _changes = changes;

    public static ResourceChanges None { get; } = new([]);

    /// <summary>One name for each, such as Droplet.</summary>
    public IEnumerable<string> Names => _changes.Select(change => change.Args.Name[..^"Args".Length]);

    public ResourceChanges Add<TArgs>(Action<TArgs> change)
        where TArgs : ResourceArgs => new(_changes.Add((typeof(TArgs), change)));

    /// <summary>The same arguments, changed.</summary>
    public TArgs Apply<TArgs>(TArgs args)
        where TArgs : ResourceArgs
    {
        foreach (var change in _changes.Select(change => change.Change).OfType<Action<TArgs>>())
        {
            change(args);
        }

        return args;
    }
}
