using System.Collections.Immutable;
using Infra.Protocol.Properties;

namespace Infra.Engine.Plan;

/// <summary>Puts old values back where the program said that changes do not matter.</summary>
public static class IgnoreChanges
{
    /// <summary>The new inputs with the old values at the paths, and the paths that could not be applied.</summary>
    public static (PropertyMap Inputs, ImmutableArray<string> Inapplicable) Apply(ImmutableArray<string> paths, PropertyMap olds, PropertyMap news)
    {
        PropertyValue result = news;
        var inapplicable = ImmutableArray.CreateBuilder<string>();
        foreach (var text in paths)
        {
            var changed = PropertyPath.TryParse(text) is { } path && TryReset(path.Segments.AsSpan(), olds, result, out var reset) ? reset : null;
            if (changed is null)
            {
                inapplicable.Add(text);
            }
            else
            {
                result = changed;
            }
        }

        return (((ObjectValue)result).Properties, inapplicable.ToImmutable());
    }

    private static bool TryReset(ReadOnlySpan<PathSegment> path, PropertyValue? old, PropertyValue? current, out PropertyValue? result)
    {
        result = old;
        if (path.IsEmpty)
        {
            return true;
        }

        if (current is SecretValue secret)
        {
            var applied = TryReset(path, old, secret.Value, out var inner);
            result = inner?.AsSecret();
            return applied;
        }

        old = old?.Unwrap();
        switch (current?.Unwrap())
        {
            case ObjectValue map:
                return TryResetMap(path, old as ObjectValue, map.Properties, out result);
            case ArrayValue array:
                return TryResetArray(path, old as ArrayValue, array.Items, out result);
            case null when Find(path, old) is null:
                result = null;
                return true;
            default:
                return false;
        }
    }

    private static bool TryResetMap(ReadOnlySpan<PathSegment> path, ObjectValue? old, PropertyMap map, out PropertyValue? result)
    {
        var keys = path[0] switch
        {
            KeySegment key => [key.Name],
            AnySegment => map.Keys.Union(old?.Properties.Keys ?? []).ToArray(),
            _ => Array.Empty<string>(),
        };
        foreach (var key in keys)
        {
            if (!TryReset(path[1..], old?.Properties.GetValueOrDefault(key), map.GetValueOrDefault(key), out var value))
            {
                result = null;
                return false;
            }

            map = value is null ? map.Without(key) : map.With(key, value);
        }

        result = map;
        return keys.Length > 0 || path[0] is AnySegment;
    }

    private static bool TryResetArray(ReadOnlySpan<PathSegment> path, ArrayValue? old, ImmutableArray<PropertyValue> items, out PropertyValue? result)
    {
        result = null;
        var common = Math.Min(items.Length, old?.Items.Length ?? 0);
        var (first, last) = path[0] switch
        {
            IndexSegment index => (index.Index, index.Index),
            AnySegment => (0, common - 1),
            _ => (0, int.MaxValue),
        };
        if (last >= common)
        {
            return false;
        }

        for (var i = first; i <= last; i++)
        {
            if (!TryReset(path[1..], old!.Items[i], items[i], out var value) || value is null)
            {
                return false;
            }

            items = items.SetItem(i, value);
        }

        result = new ArrayValue(items);
        return true;
    }

    private static PropertyValue? Find(ReadOnlySpan<PathSegment> path, PropertyValue? value) => path.IsEmpty
        ? value
        : (path[0], value?.Unwrap()) switch
        {
            (KeySegment key, ObjectValue map) => Find(path[1..], map.Properties.GetValueOrDefault(key.Name)),
            (IndexSegment index, ArrayValue array) when index.Index < array.Items.Length => Find(path[1..], array.Items[index.Index]),
            (AnySegment, ObjectValue or ArrayValue) => value,
            _ => null,
        };
}
