using System.Collections.Immutable;
using System.Globalization;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;

namespace Infra.Engine.Plan;

/// <summary>The engine's own comparison, for components and for providers that do not say what differs.</summary>
public static class PropertyDifference
{
    /// <summary>What differs, told by path; secretness alone is no difference. Names beginning with __ are not looked at.</summary>
    public static DiffResult Between(PropertyMap olds, PropertyMap news)
    {
        var detailed = ImmutableSortedDictionary.CreateBuilder<string, PropertyDiff>(StringComparer.Ordinal);
        var top = ImmutableArray.CreateBuilder<string>();
        foreach (var key in olds.Keys.Union(news.Keys).Order(StringComparer.Ordinal).Where(k => !k.StartsWith("__", StringComparison.Ordinal)))
        {
            var before = detailed.Count;
            Compare(PropertyPath.Append("", key), olds.GetValueOrDefault(key), news.GetValueOrDefault(key), detailed);
            if (detailed.Count > before)
            {
                top.Add(key);
            }
        }

        return detailed.Count == 0
            ? DiffResult.None
            : new DiffResult(DiffChanges.Some, [], [], false, top.ToImmutable(), detailed.ToImmutable());
    }

    /// <summary>The same differences seen from the other side.</summary>
    public static DiffResult Invert(DiffResult diff) => diff with
    {
        DetailedDiff = diff.DetailedDiff?.ToImmutableSortedDictionary(d => d.Key, d => d.Value with { Kind = Invert(d.Value.Kind) }, StringComparer.Ordinal),
    };

    private static PropertyDiffKind Invert(PropertyDiffKind kind) => kind switch
    {
        PropertyDiffKind.Add => PropertyDiffKind.Delete,
        PropertyDiffKind.AddReplace => PropertyDiffKind.DeleteReplace,
        PropertyDiffKind.Delete => PropertyDiffKind.Add,
        PropertyDiffKind.DeleteReplace => PropertyDiffKind.AddReplace,
        _ => kind,
    };

    private static void Compare(string path, PropertyValue? old, PropertyValue? current, ImmutableSortedDictionary<string, PropertyDiff>.Builder found)
    {
        old = old?.Unwrap() is NullValue ? null : old?.Unwrap();
        current = current?.Unwrap() is NullValue ? null : current?.Unwrap();
        switch (old, current)
        {
            case (null, null):
                break;
            case (null, _):
                found[path] = new PropertyDiff(PropertyDiffKind.Add);
                break;
            case (_, null):
                found[path] = new PropertyDiff(PropertyDiffKind.Delete);
                break;
            case (ObjectValue a, ObjectValue b):
                CompareMaps(path, a.Properties, b.Properties, found);
                break;
            case (ArrayValue a, ArrayValue b):
                CompareArrays(path, a.Items, b.Items, found);
                break;
            case (AssetValue a, AssetValue b) when a.Hash.Length > 0 && a.Hash == b.Hash:
            case (ArchiveValue c, ArchiveValue d) when c.Hash.Length > 0 && c.Hash == d.Hash:
                break;
            default:
                if (!old.Equals(current))
                {
                    found[path] = new PropertyDiff(PropertyDiffKind.Update);
                }

                break;
        }
    }

    private static void CompareMaps(string path, PropertyMap olds, PropertyMap news, ImmutableSortedDictionary<string, PropertyDiff>.Builder found)
    {
        foreach (var key in olds.Keys.Union(news.Keys).Where(k => !k.StartsWith("__", StringComparison.Ordinal)))
        {
            Compare(PropertyPath.Append(path, key), olds.GetValueOrDefault(key), news.GetValueOrDefault(key), found);
        }
    }

    private static void CompareArrays(string path, ImmutableArray<PropertyValue> olds, ImmutableArray<PropertyValue> news, ImmutableSortedDictionary<string, PropertyDiff>.Builder found)
    {
        for (var i = 0; i < Math.Max(olds.Length, news.Length); i++)
        {
            var element = string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]");
            Compare(element, i < olds.Length ? olds[i] : null, i < news.Length ? news[i] : null, found);
        }
    }
}
