using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Infra.Engine;
using Infra.Engine.State;
using Infra.Engine.Urns;

namespace Infra.Cli.Operations;

/// <summary>Makes requests of an import file, parents before children, and finds all that is wrong with it.</summary>
internal sealed partial class ImportResolver(ImportFile file, Snapshot snapshot, string project, string stack, bool protect)
{
    private readonly List<string> _problems = [];
    private readonly List<ImportRequest> _requests = [];
    private readonly Dictionary<ImportFile.Entry, string> _urns = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<string> _known = snapshot.Resources.Where(r => !r.Delete).Select(r => r.Urn).ToHashSet(StringComparer.Ordinal);

    public ImmutableArray<ImportRequest> Resolve(out IReadOnlyList<string> problems)
    {
        if (file.Resources.Count == 0)
        {
            _problems.Add("There is nothing to import: 'resources' is empty.");
        }

        foreach (var name in file.Resources.Where(r => r.Name is not null).GroupBy(r => r.Name, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => g.Key))
        {
            _problems.Add($"{name}: {file.Resources.Count(r => r.Name == name)} resources of the file are called so; 'logicalName' gives two of the same name in the program.");
        }

        foreach (var entry in file.Resources)
        {
            Add(entry, []);
        }

        foreach (var urn in _urns.Values.Where(u => u.Length > 0).GroupBy(u => u, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => g.Key))
        {
            _problems.Add($"{Urn.Name(urn)}: two of them would be {urn}.");
        }

        problems = _problems;
        return [.. _requests];
    }

    /// <summary>The entry's URN; "" if it cannot have one.</summary>
    private string Add(ImportFile.Entry entry, ImmutableArray<ImportFile.Entry> children)
    {
        if (_urns.TryGetValue(entry, out var urn))
        {
            return urn;
        }

        var label = entry.Name is { Length: > 0 } name ? name : $"resource {file.Resources.IndexOf(entry) + 1}";
        if (children.Contains(entry))
        {
            _problems.Add($"{label}: it is its own ancestor.");
            return "";
        }

        var before = _problems.Count;
        Demand(entry, label);
        var parent = entry.Parent is { Length: > 0 } parentName ? Parent(parentName, label, children.Add(entry)) : Urn.RootStack(stack, project);
        var provider = entry.Provider is { Length: > 0 } providerName ? Provider(providerName, entry, label) : "";
        if (_problems.Count > before)
        {
            return _urns[entry] = "";
        }

        urn = Urn.Create(stack, project, parent, entry.Type!, entry.LogicalName ?? entry.Name!);
        if (_known.Contains(urn))
        {
            _problems.Add($"{label}: the stack has {urn} already.");
        }

        _requests.Add(new ImportRequest(entry.Type!, entry.LogicalName ?? entry.Name!, entry.Id!)
        {
            Parent = parent,
            Provider = provider,
            Version = entry.Version ?? "",
            PluginDownloadUrl = entry.PluginDownloadUrl ?? "",
            Properties = [.. entry.Properties ?? []],
            Protect = protect,
        });
        return _urns[entry] = urn;
    }

    private void Demand(ImportFile.Entry entry, string label)
    {
        if (entry.Name is not { Length: > 0 } || entry.Name.Any(char.IsControl))
        {
            _problems.Add($"{label}: it needs a 'name'.");
        }

        if (entry.Type is null || !TypeToken().IsMatch(entry.Type) || Urn.IsProviderType(entry.Type) || Urn.Package(entry.Type) == "pulumi")
        {
            _problems.Add($"{label}: the type '{entry.Type}' is none of the form package:module:Name that could be imported.");
        }

        if (entry.Component)
        {
            _problems.Add($"{label}: a component is not imported; declare it in the program, run `infra up`, and name it as a parent.");
        }
        else if (entry.Id is not { Length: > 0 })
        {
            _problems.Add($"{label}: it needs an 'id'.");
        }
    }

    private string Parent(string name, string label, ImmutableArray<ImportFile.Entry> children)
    {
        if (file.NameTable.TryGetValue(name, out var urn))
        {
            return Known(urn, "parent", name, label);
        }

        if (file.Resources.Find(r => r.Name == name) is not { } entry)
        {
            _problems.Add($"{label}: its parent '{name}' is neither in 'nameTable' nor a resource of the file.");
            return "";
        }

        var parent = Add(entry, children);
        if (parent.Length == 0)
        {
            _problems.Add($"{label}: its parent '{name}' cannot be imported.");
        }

        return parent;
    }

    private string Provider(string name, ImportFile.Entry entry, string label)
    {
        if (!file.NameTable.TryGetValue(name, out var urn))
        {
            _problems.Add($"{label}: its provider '{name}' is not in 'nameTable'.");
            return "";
        }

        if (Known(urn, "provider", name, label) is { Length: > 0 } && entry.Type is { } type && Urn.Type(urn) != Urn.ProviderType(Urn.Package(type)))
        {
            _problems.Add($"{label}: its provider '{name}' is {urn}, which is none of the package '{Urn.Package(type)}'.");
        }

        return urn;
    }

    private string Known(string urn, string what, string name, string label)
    {
        if (_known.Contains(urn))
        {
            return urn;
        }

        _problems.Add($"{label}: its {what} '{name}'{(name == urn ? "" : $" is {urn}, which")} is not in the stack.");
        return "";
    }

    [GeneratedRegex(@"^[^:$\s]+:[^:$\s]+:[^:$\s]+$")]
    private static partial Regex TypeToken();
}
