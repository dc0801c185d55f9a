using System.Text.Json;
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
    private readonly IReadOnlyDictionary<string, SemanticVersion> _versions;
    private readonly Func<Goal, Task<string>> _register;
    private readonly Lock _gate = new();
    private readonly Dictionary<(string, string, string), Task<string>> _references = [];
    private readonly string[] _disabled;

    /// <param name="config">The stack's configuration.</param>
    /// <param name="snapshot">Tells the versions in use, for requests that name none.</param>
    /// <param name="register">Registers the provider resource and returns its reference.</param>
    public DefaultProviders(StackConfig config, Snapshot snapshot, Func<Goal, Task<string>> register)
    {
        _config = config;
        _register = register;
        _disabled = config.Values.TryGetValue(DisabledKey, out var disabled) ? JsonSerializer.Deserialize<string[]>(disabled) ?? [] : [];
        _versions = snapshot.Resources
            .Where(r => Urn.IsDefaultProvider(r.Urn) && !r.Delete)
            .Select(r => (Package: Urn.Package(r.Type), Version: SemanticVersion.TryParse(ProviderInputs.Version(r.Inputs))))
            .Where(p => p.Version is not null)
            .GroupBy(p => p.Package, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Max(p => p.Version)!, StringComparer.Ordinal);
    }

    /// <summary>The reference of the package's default provider.</summary>
    public Task<string> GetAsync(string package, string version, string downloadUrl)
    {
        if (_disabled.Contains(package) || _disabled.Contains("*"))
        {
            throw new PlanException("", $"default providers are disabled for package '{package}' ({DisabledKey}): give the resource a provider of its own");
        }

        version = version.TrimStart('v') is { Length: > 0 } asked ? asked : _versions.GetValueOrDefault(package)?.ToString() ?? "";
        lock (_gate)
        {
            return _references.TryGetValue((package, version, downloadUrl), out var reference)
                ? reference
                : _references[(package, version, downloadUrl)] = _register(Goal(package, version, downloadUrl));
        }
    }

    private Goal Goal(string package, string version, string downloadUrl) => new()
    {
        Type = Urn.ProviderType(package),
        Name = Name(version, downloadUrl),
        Inputs = ProviderInputs.Make(Configuration(package), version, downloadUrl),
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
