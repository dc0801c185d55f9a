using System.Collections.Immutable;
using Infra.Machine.Provider.Inputs;
using Infra.Machine.Provider.Ssh;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;

namespace Infra.Machine.Provider.Configurations;

/// <summary>What differs between two wanted states, each difference by the thing's name: files["/etc/hosts"].content, packages["nginx"].</summary>
internal static class ConfigurationDiff
{
    private static readonly ImmutableHashSet<string> _sets = ["packages", "absentPackages", "absent"];

    public static DiffResult Of(DiffArgs args)
    {
        var diffs = ImmutableSortedDictionary.CreateBuilder<string, PropertyDiff>(StringComparer.Ordinal);
        foreach (var name in args.OldInputs.Keys.Union(args.News.Keys).Where(n => !args.IgnoreChanges.Contains(n) && !n.StartsWith("__", StringComparison.Ordinal)))
        {
            var (old, now) = (args.OldInputs.Find(name), args.News.Find(name));
            if (name == ConnectionInputs.Name)
            {
                if (!ConnectionInputs.LeadToTheSame(args.OldInputs, args.News))
                {
                    diffs[name] = new PropertyDiff(PropertyDiffKind.UpdateReplace);
                }
            }
            else if (name == "title")
            {
                if (!InputDiff.Same(old, now))
                {
                    diffs[name] = new PropertyDiff(PropertyDiffKind.UpdateReplace);
                }
            }
            else if (_sets.Contains(name))
            {
                AddSet(diffs, name, old, now);
            }
            else
            {
                Add(diffs, InputPath.Append("", name), old, now);
            }
        }

        return InputDiff.Of(diffs.ToImmutable(), deleteBeforeReplace: true);
    }

    private static void Add(ImmutableSortedDictionary<string, PropertyDiff>.Builder diffs, string path, PropertyValue? old, PropertyValue? now)
    {
        if (InputDiff.Same(old, now))
        {
            return;
        }

        if (old?.Unwrap() is ObjectValue a && now?.Unwrap() is ObjectValue b)
        {
            foreach (var name in a.Properties.Keys.Union(b.Properties.Keys))
            {
                Add(diffs, InputPath.Append(path, name), a.Properties.Find(name), b.Properties.Find(name));
            }
        }
        else if ((old, now) is (null, ObjectValue { Properties.Count: > 0 } added) && IsMap(path))
        {
            AddAll(diffs, path, added, PropertyDiffKind.Add);
        }
        else if ((old, now) is (ObjectValue { Properties.Count: > 0 } removed, null) && IsMap(path))
        {
            AddAll(diffs, path, removed, PropertyDiffKind.Delete);
        }
        else
        {
            diffs[path] = new PropertyDiff(old is null ? PropertyDiffKind.Add : now is null ? PropertyDiffKind.Delete : PropertyDiffKind.Update);
        }
    }

    private static void AddAll(ImmutableSortedDictionary<string, PropertyDiff>.Builder diffs, string path, ObjectValue map, PropertyDiffKind kind)
    {
        foreach (var name in map.Properties.Keys)
        {
            diffs[InputPath.Append(path, name)] = new PropertyDiff(kind);
        }
    }

    /// <summary>True for a whole input, whose members are things with names.</summary>
    private static bool IsMap(string path) => path.AsSpan().IndexOfAny('.', '[') < 0;

    private static void AddSet(ImmutableSortedDictionary<string, PropertyDiff>.Builder diffs, string name, PropertyValue? old, PropertyValue? now)
    {
        if (now is UnknownValue)
        {
            diffs[name] = new PropertyDiff(PropertyDiffKind.Update);
            return;
        }

        var (before, after) = (Texts(old), Texts(now));
        foreach (var item in before.Except(after))
        {
            diffs[$"{name}[\"{item}\"]"] = new PropertyDiff(PropertyDiffKind.Delete);
        }

        foreach (var item in after.Except(before))
        {
            diffs[$"{name}[\"{item}\"]"] = new PropertyDiff(PropertyDiffKind.Add);
        }
    }

    private static ImmutableHashSet<string> Texts(PropertyValue? list) =>
        list is ArrayValue array ? [.. array.Items.Select(i => i.Unwrap()).OfType<StringValue>().Select(t => t.Value)] : [];
}
