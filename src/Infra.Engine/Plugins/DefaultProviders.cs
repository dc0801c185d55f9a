using System.Text.Json;
using Infra.Engine.Diagnostics;
using Infra.Engine.Plan;
using Infra.Engine.State;
using Infra.Engine.Urns;
using Infra.Engine.Workspace;
using Infra.Protocol.Properties;

namespace Infra.Engine.Plugins;

/// <summary>Registers a package's provider with the stack's configuration the first time a resource needs one.</summary>
internal sealed class DefaultProviders
{
    private const string DisabledKey = "pulumi:disable-default-providers";

    private readonly StackConfig _config;
    private readonly IReadOnlyDictionary<string, PluginRequest> _known;
    private readonly Func<Goal, Task<string>> _register;
    private readonly Lock _gate = new();
    private readonly Dictionary<(string, string, string), (PluginRequest Request, Task<string> Reference)> _references = [];
    private readonly string[] _disabled;

    /// <param name="config">The stack's configuration.</param>
    /// <param name="snapshot">Tells the plugins in use, for requests that do not say which.</param>
    /// <param name="register">Registers the provider resource and returns its reference.</param>
    /// <exception cref="InfraException">INF1005: the configuration says what default providers are disabled in a way nobody understands.</exception>
    public DefaultProviders(StackConfig config, Snapshot snapshot, Func<Goal, Task<string>> register)
    {
        _config = config;
        _register = register;
        _disabled = config.Values.TryGetValue(DisabledKey, out var disabled) ? Packages(disabled) : [];
        _known = snapshot.Resources
            .Where(r => Urn.IsProviderType(r.Type) && !r.Delete)
            .Select(r => (Request: ProviderInputs.Request(Urn.Package(r.Type), r.Inputs), Version: SemanticVersion.TryParse(ProviderInputs.Version(r.Inputs))))
            .Where(p => p.Version is not null)
            .GroupBy(p => p.Request.Package, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.MaxBy(p => p.Version).Request, StringComparer.Ordinal);
    }

    /// <summary>The request with what it leaves open filled from the newest plugin the stack has used.</summary>
    public PluginRequest Complete(PluginRequest request)
    {
        var known = _known.GetValueOrDefault(request.Package);
        return request with
        {
            Version = request.Version.TrimStart('v') is { Length: > 0 } asked ? asked : known?.Version ?? "",
            DownloadUrl = request.DownloadUrl.Length > 0 ? request.DownloadUrl : known?.DownloadUrl ?? "",
            Checksums = request.Checksums.Count > 0 || known is null || (request.Version.Length > 0 && request.Version.TrimStart('v') != known.Version) ? request.Checksums : known.Checksums,
        };
    }

    /// <summary>The reference of the package's default provider.</summary>
    public Task<string> GetAsync(PluginRequest request)
    {
        if (request.Package != BuiltinProvider.Package && (_disabled.Contains(request.Package) || _disabled.Contains("*")))
        {
            throw new PlanException("", $"default providers are disabled for package '{request.Package}' ({DisabledKey}): give the resource a provider of its own");
        }

        request = Complete(request);
        var key = (request.Package, request.Version, request.DownloadUrl);
        lock (_gate)
        {
            if (!_references.TryGetValue(key, out var known))
            {
                _references[key] = known = (request, _register(Goal(request)));
            }

            return known.Request.Checksums.SequenceEqual(request.Checksums)
                ? known.Reference
                : throw new PlanException("", $"it wants the plugin {request} with other checksums than a resource before it does: only one of them can be right");
        }
    }

    private static string[] Packages(string text)
    {
        try
        {
            return text.Length == 0 ? [] : [.. (JsonSerializer.Deserialize(text, EngineJson.Default.StringArray) ?? []).Select(package => package.Trim())];
        }
        catch (JsonException)
        {
            throw new InfraException(
                DiagnosticCodes.ConfigWrongType, $"The configuration value '{DisabledKey}' is no list of packages", $"It is '{text}'.",
                $"infra config set --path '{DisabledKey}[0]' '*'", exitCode: ExitCodes.Configuration);
        }
    }

    private Goal Goal(PluginRequest request) => new()
    {
        Type = Urn.ProviderType(request.Package),
        Name = Name(request.Version, request.DownloadUrl),
        Inputs = ProviderInputs.Make(Configuration(request.Package), request),
    };

    private IEnumerable<KeyValuePair<string, PropertyValue>> Configuration(string package) =>
        from pair in _config.Values
        where pair.Key.StartsWith(package + ":", StringComparison.Ordinal)
        let value = new StringValue(pair.Value)
        select KeyValuePair.Create(pair.Key[(package.Length + 1)..], _config.SecretKeys.Contains(pair.Key) ? value.AsSecret() : value);

    private static string Name(string version, string downloadUrl)
    {
        var parts = new[] { "default" }.Concat(version.Split('.', '-', '+')).Append(QualifiedName(downloadUrl));
        return string.Join('_', parts.Where(p => p.Length > 0));
    }

    private static string QualifiedName(string url) =>
        string.Concat(url.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));
}
