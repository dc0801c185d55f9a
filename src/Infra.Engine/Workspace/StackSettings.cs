using System.Text.Json.Nodes;
using Infra.Engine.Diagnostics;
using Infra.Engine.State;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Infra.Engine.Workspace;

/// <summary>A Pulumi.&lt;stack&gt;.yaml that can be edited: lines that are not changed stay as they are, comments included.</summary>
public sealed class StackSettings
{
    private readonly string _project;
    private string _text;
    private YamlMappingNode _root;

    private StackSettings(string file, string project, string text)
    {
        File = file;
        _project = project;
        _text = text;
        _root = Parse(text);
    }

    /// <summary>Absolute path, whether it is there or not.</summary>
    public string File { get; }

    public bool Exists { get; private set; }

    /// <summary>encryptionsalt; null if the stack has no secrets yet.</summary>
    public string? EncryptionSalt => Scalar("encryptionsalt");

    /// <summary>secretsprovider; null for the default, a passphrase.</summary>
    public string? SecretsProvider => Scalar("secretsprovider");

    /// <summary>Entries in the file's order.</summary>
    public IReadOnlyList<ConfigEntry> Entries =>
        YamlText.Find(_root, "config") switch
        {
            null => [],
            YamlMappingNode map => Read(map),
            YamlScalarNode { Value: null or "" } => [],
            var other => throw Malformed(other.Start, "'config' should be a mapping of keys to values"),
        };

    /// <summary>The settings of a stack; empty ones if the file is not there.</summary>
    /// <exception cref="InfraException">INF1003: it is malformed.</exception>
    public static StackSettings Load(Project project, string stack, string? configFile = null)
    {
        var file = Path.GetFullPath(configFile ?? Path.Combine(project.StackConfigDirectory, $"Pulumi.{stack}{Path.GetExtension(project.File)}"));
        if (!System.IO.File.Exists(file))
        {
            return new StackSettings(file, project.Name, "");
        }

        try
        {
            return new StackSettings(file, project.Name, YamlText.Read(file, DiagnosticCodes.StackFileMalformed)) { Exists = true };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InfraException(DiagnosticCodes.StackFileMalformed, "The stack's file cannot be read", e.Message, place: file, exitCode: ExitCodes.Configuration, inner: e);
        }
    }

    /// <summary>The full key: a bare name is the project's, "ns:config:name" is "ns:name".</summary>
    public string FullKey(string key) => key.Split(':') switch
    {
        [var name] => $"{_project}:{name}",
        [var ns, "config", var name] => $"{ns}:{name}",
        _ => key,
    };

    public ConfigEntry? Find(string key) => Entries.FirstOrDefault(e => e.Key == FullKey(key));

    /// <summary>A value, or with <paramref name="path"/> one inside it; null if there is none.</summary>
    public JsonNode? Get(string key, bool path = false)
    {
        if (!path)
        {
            return Find(key)?.Value;
        }

        var (name, rest) = ConfigPath.Split(key);
        return rest is null ? Find(name)?.Value : ConfigPath.Get(Find(name)?.Value, rest);
    }

    /// <summary>Sets a value. It is not in the file before <see cref="Save"/>.</summary>
    public void Set(string key, JsonNode? value, bool path = false)
    {
        var (name, rest) = path ? ConfigPath.Split(key) : (key, null);
        var full = FullKey(name);
        Edit(full, rest is null ? value : ConfigPath.Set(Find(full)?.Value, rest, value));
    }

    /// <summary>False if there was nothing to remove.</summary>
    public bool Remove(string key, bool path = false)
    {
        if (Get(key, path) is null && Find(key) is null)
        {
            return false;
        }

        var (name, rest) = path ? ConfigPath.Split(key) : (key, null);
        var full = FullKey(name);
        var left = rest is null ? null : ConfigPath.Remove(Find(full)?.Value, rest);
        if (left is JsonObject { Count: 0 } or JsonArray { Count: 0 } or null)
        {
            Change(StackFileEditor.RemoveConfig(_text, _root, Spelling(full)), full);
        }
        else
        {
            Edit(full, left);
        }

        return true;
    }

    public void SetEncryptionSalt(string salt) => Change(StackFileEditor.SetTopLevel(_text, _root, "encryptionsalt", salt), null);

    /// <summary>Writes the file, whole or not at all.</summary>
    public void Save()
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(File)!);
            AtomicFile.Write(File, System.Text.Encoding.UTF8.GetBytes(_text), AtomicFile.Shared);
            Exists = true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InfraException(DiagnosticCodes.StackFileMalformed, "The stack's file cannot be written", e.Message, place: File, exitCode: ExitCodes.Configuration, inner: e);
        }
    }

    private void Edit(string full, JsonNode? value) => Change(StackFileEditor.SetConfig(_text, _root, Spelling(full), value), full);

    /// <summary>The key as the file spells it.</summary>
    private string Spelling(string full) =>
        YamlText.Find(_root, "config") is YamlMappingNode map && map.Children.Keys.Select(Name).FirstOrDefault(n => FullKey(n) == full) is { } spelled ? spelled : full;

    /// <summary>Takes an edited text, unless more than the given key (null: than no key) of the configuration changes with it.</summary>
    private void Change(string text, string? key)
    {
        var (oldText, oldRoot, kept) = (_text, _root, Others());
        try
        {
            (_root, _text) = (Parse(text), text);
            if (kept.SequenceEqual(Others()))
            {
                return;
            }
        }
        catch (InfraException)
        {
            // Said below: the file itself is as it was.
        }

        (_root, _text) = (oldRoot, oldText);
        throw new InfraException(
            DiagnosticCodes.StackFileMalformed, "The stack's file cannot be edited", $"Its YAML is written so that changing {key ?? "it"} would change something else with it.",
            "Change it by hand; nothing was changed.", File, ExitCodes.Configuration);

        List<(string, string)> Others() => [.. Entries.Where(e => e.Key != key).Select(e => (e.Key, e.Value?.ToJsonString() ?? ""))];
    }

    private List<ConfigEntry> Read(YamlMappingNode map)
    {
        var entries = new List<ConfigEntry>(map.Children.Count);
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (key, value) in map.Children)
        {
            var full = FullKey(Name(key));
            entries.Add(keys.Add(full) ? new ConfigEntry(full, Value(value), YamlText.Place(File, key.Start)) : throw Malformed(key.Start, $"'{full}' is there twice"));
        }

        return entries;
    }

    private YamlMappingNode Parse(string text) => YamlText.Load(text, File, DiagnosticCodes.StackFileMalformed);

    private JsonNode? Value(YamlNode node)
    {
        try
        {
            return YamlText.ToJson(node);
        }
        catch (YamlException e)
        {
            throw Malformed(e.Start, e.Message);
        }
    }

    private string Name(YamlNode key) => key is YamlScalarNode { Value: { Length: > 0 } name } ? name : throw Malformed(key.Start, "a key should be a plain text");

    private string? Scalar(string key) => YamlText.Find(_root, key) is YamlScalarNode { Value: { Length: > 0 } value } ? value : null;

    private InfraException Malformed(Mark mark, string problem) => YamlText.Malformed(DiagnosticCodes.StackFileMalformed, File, mark, problem);
}
