using System.Collections.Immutable;
using Google.Protobuf.WellKnownTypes;
using Infra.Engine.Plan;
using Infra.Engine.State;
using Infra.Protocol.Properties;
using Pulumirpc;

namespace Infra.Engine.Program;

/// <summary>What a registration on the wire asks for. What this engine does not do is refused by name.</summary>
internal sealed class GoalReader(string programDirectory)
{
    private static readonly string[] _dynamicPackages = ["pulumi-nodejs", "pulumi-python"];

    public (Goal Goal, ProviderRequest Provider) Read(RegisterResourceRequest request)
    {
        RefuseUnsupported(request);
        var (inputs, outputDependencies) = Inputs(request.Object);
        ImmutableArray<string> dependencies = outputDependencies.Count == 0
            ? [.. request.Dependencies.Distinct()]
            : [.. request.Dependencies.Union(outputDependencies.Values.SelectMany(urns => urns))];
        var goal = new Goal
        {
            Type = request.Type,
            Name = request.Name,
            Custom = request.Custom,
            Inputs = inputs,
            Parent = request.Parent,
            Protect = request.HasProtect ? request.Protect : null,
            RetainOnDelete = request.HasRetainOnDelete ? request.RetainOnDelete : null,
            DeletedWith = request.DeletedWith,
            ReplaceWith = [.. request.ReplaceWith],
            Dependencies = dependencies,
            PropertyDependencies = PropertyDependencies(request, inputs, dependencies, outputDependencies),
            DeleteBeforeReplace = request.DeleteBeforeReplaceDefined ? request.DeleteBeforeReplace : null,
            IgnoreChanges = [.. request.IgnoreChanges],
            HideDiffs = [.. request.HideDiffs],
            ReplaceOnChanges = [.. request.ReplaceOnChanges],
            AdditionalSecretOutputs = [.. request.AdditionalSecretOutputs],
            Aliases = [.. request.AliasURNs.Select(urn => new Plan.Alias { Urn = Known(request, urn) }), .. request.Aliases.Select(alias => Alias(request, alias))],
            CustomTimeouts = request.CustomTimeouts is { } timeouts ? Timeouts(request, timeouts) : null,
            ImportId = request.ImportId,
            ReplacementTrigger = request.ReplacementTrigger is { KindCase: not (Value.KindOneofCase.None or Value.KindOneofCase.NullValue) } trigger
                ? StructCodec.DecodeValue(trigger, StructOptions.KeepAll)
                : null,
        };
        var provider = PluginWish.Read(() => Who(request), request.Provider, request.Version, request.PluginDownloadURL, request.PluginChecksums);
        return (goal, provider with { ByPackage = request.Providers.ToImmutableDictionary() });
    }

    /// <summary>Where the registration belongs, whatever else it says.</summary>
    public static Goal Place(RegisterResourceRequest request) =>
        new() { Type = request.Type, Name = request.Name, Custom = request.Custom, Parent = request.Parent };

    /// <summary>Properties without output wrappers, assets with their hashes; and what the outputs depended on.</summary>
    public (PropertyMap Inputs, IReadOnlyDictionary<string, ImmutableArray<string>> Dependencies) Inputs(Struct? properties)
    {
        var decoded = StructCodec.Decode(properties, StructOptions.KeepAll);
        var dependencies = new Dictionary<string, ImmutableArray<string>>(StringComparer.Ordinal);
        var found = new HashSet<string>(StringComparer.Ordinal);
        var inputs = PropertyMap.From(decoded.Select(input =>
        {
            found.Clear();
            var value = AssetHashes.Fill(OutputValues.Flatten(input.Value, found), programDirectory);
            if (found.Count > 0)
            {
                dependencies[input.Key] = [.. found];
            }

            return KeyValuePair.Create(input.Key, value);
        }));
        return (inputs, dependencies);
    }

    private static ImmutableSortedDictionary<string, ImmutableArray<string>> PropertyDependencies(
        RegisterResourceRequest request, PropertyMap inputs, ImmutableArray<string> all, IReadOnlyDictionary<string, ImmutableArray<string>> fromOutputs)
    {
        // A client that does not say which property depends on what means: each on everything.
        var sent = request.PropertyDependencies.Count == 0
            ? inputs.Keys.Select(key => KeyValuePair.Create(key, all))
            : request.PropertyDependencies.Select(p => KeyValuePair.Create(p.Key, p.Value.Urns.ToImmutableArray()));
        var result = sent.ToImmutableSortedDictionary(StringComparer.Ordinal);
        foreach (var (key, urns) in fromOutputs)
        {
            result = result.SetItem(key, [.. (result.TryGetValue(key, out var known) ? known : []).Union(urns)]);
        }

        return result;
    }

    private static void RefuseUnsupported(RegisterResourceRequest request)
    {
        if (Urns.Urn.Package(request.Type) is var package && _dynamicPackages.Contains(package))
        {
            throw Unsupported.Feature($"{Who(request)} uses a dynamic provider (the plugin pulumi-resource-{package} of the official CLI runs its code)");
        }

        Refuse(request.Remote, "remote components");
        Refuse(request.Transforms.Count > 0, "the resource option `transforms`");
        Refuse(request.StateMigrations.Count > 0, "state migrations");
        Refuse(request.PackageRef.Length > 0, "parameterized packages");
        Refuse(request.EnvVarMappings.Count > 0, "the provider option `envVarMappings`");
        Refuse(request.Hooks is { } hooks && new[] { hooks.BeforeCreate, hooks.AfterCreate, hooks.BeforeUpdate, hooks.AfterUpdate, hooks.BeforeDelete, hooks.AfterDelete, hooks.OnError }.Any(h => h.Count > 0), "resource hooks");

        void Refuse(bool used, string what)
        {
            if (used)
            {
                throw Unsupported.Feature($"{Who(request)} uses {what}");
            }
        }
    }

    private static string Who(RegisterResourceRequest request) => $"resource '{request.Name}' ({request.Type})";

    private static string Known(RegisterResourceRequest request, string alias) =>
        Urns.Urn.IsValid(alias) ? alias : throw new PlanException("", $"{Who(request)} has the alias '{alias}', which is no URN");

    private static Plan.Alias Alias(RegisterResourceRequest request, Pulumirpc.Alias alias) => alias.AliasCase == Pulumirpc.Alias.AliasOneofCase.Urn
        ? new Plan.Alias { Urn = Known(request, alias.Urn) }
        : new Plan.Alias
        {
            Name = alias.Spec?.Name ?? "",
            Type = alias.Spec?.Type ?? "",
            Stack = alias.Spec?.Stack ?? "",
            Project = alias.Spec?.Project ?? "",
            ParentUrn = alias.Spec?.ParentUrn is { Length: > 0 } parent ? Known(request, parent) : "",
            NoParent = alias.Spec?.NoParent ?? false,
        };

    private static CustomTimeouts Timeouts(RegisterResourceRequest request, RegisterResourceRequest.Types.CustomTimeouts timeouts)
    {
        return new CustomTimeouts(Seconds(timeouts.Create), Seconds(timeouts.Update), Seconds(timeouts.Delete), Seconds(timeouts.Read));

        double Seconds(string text) => text.Length == 0
            ? 0
            : GoDuration.TryParse(text)?.TotalSeconds
                ?? throw new PlanException("", $"{Who(request)} has the custom timeout '{text}', which is no duration such as 5m or 1h30m");
    }
}
