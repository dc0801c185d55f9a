using System.Collections.Immutable;
using Infra.Engine.Diagnostics;
using Infra.Engine.Program;
using Infra.Engine.State;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Infra.Engine.Workspace;

/// <summary>Finds and reads Pulumi.yaml.</summary>
public static class ProjectLoader
{
    private static readonly string[] _names = ["Pulumi.yaml", "Pulumi.yml", "Pulumi.json"];
    private static readonly string[] _types = ["string", "integer", "boolean", "number", "array", "object"];

    /// <summary>The project of a directory or of the nearest one above it.</summary>
    /// <exception cref="InfraException">INF1001: there is none. INF1002: it is malformed. INF4307, INF4308: it requires another version of Pulumi.</exception>
    public static Project Load(string directory)
    {
        for (var at = new DirectoryInfo(directory); at is not null; at = at.Parent)
        {
            if (_names.Select(name => Path.Combine(at.FullName, name)).FirstOrDefault(File.Exists) is { } file)
            {
                return Read(file);
            }
        }

        throw new InfraException(
            DiagnosticCodes.ProjectMissing, "There is no project here", $"Neither {directory} nor a directory above it has a Pulumi.yaml.",
            "Run infra in a project's directory, or name one with --cwd.", exitCode: ExitCodes.Configuration);
    }

    private static Project Read(string file)
    {
        var root = YamlText.Load(ReadText(file), file, DiagnosticCodes.ProjectMalformed);
        var directory = Path.GetDirectoryName(file)!;
        var name = Text(root, "name", file) is { Length: > 0 } given ? given : throw Malformed(file, root, "'name' is missing");
        FileBackend.CheckName("project", name);
        if (YamlText.Find(root, "requiredPulumiVersion") is { } required)
        {
            PulumiVersion.Require(Text(root, "requiredPulumiVersion", file), $"the project '{name}'", $"{file}:{required.Start.Line}:{required.Start.Column}");
        }

        var (runtime, options) = Runtime(root, file);
        var config = YamlText.Find(root, "config");
        var configDirectory = Text(root, config is YamlScalarNode { Value.Length: > 0 } ? "config" : "stackConfigDir", file);
        return new Project
        {
            Name = name,
            File = file,
            RootDirectory = directory,
            Runtime = runtime,
            RuntimeOptions = options,
            Main = Text(root, "main", file),
            StackConfigDirectory = Path.GetFullPath(Path.Combine(directory, configDirectory)),
            BackendUrl = YamlText.Find(root, "backend") is YamlMappingNode backend ? Text(backend, "url", file) : "",
            AlwaysRefresh = YamlText.Find(root, "options") is YamlMappingNode o && Text(o, "refresh", file) == "always",
            Config = config is YamlMappingNode declarations ? Declarations(declarations, name, file) : ImmutableSortedDictionary<string, ConfigDeclaration>.Empty,
            ProviderPlugins = Plugins(root, directory, file),
        };
    }

    private static (string Name, ImmutableSortedDictionary<string, string> Options) Runtime(YamlMappingNode root, string file) => YamlText.Find(root, "runtime") switch
    {
        YamlScalarNode { Value: { Length: > 0 } name } => (name, ImmutableSortedDictionary<string, string>.Empty),
        YamlMappingNode map when Text(map, "name", file) is { Length: > 0 } name => (name, YamlText.Find(map, "options") switch
        {
            YamlMappingNode options => Unique(options.Children.Select(c => (
                c.Key, Name(c.Key, file), c.Value is YamlScalarNode s ? s.Value ?? "" : throw Malformed(file, c.Value, "an option should be a plain value"))), file),
            null => ImmutableSortedDictionary<string, string>.Empty,
            var other => throw Malformed(file, other, "'options' should be a mapping"),
        }),
        null => throw Malformed(file, root, "'runtime' is missing; write 'runtime: dotnet'"),
        var other => throw Malformed(file, other, "'runtime' should be a name, or a mapping with 'name' and 'options'"),
    };

    private static ImmutableSortedDictionary<string, ConfigDeclaration> Declarations(YamlMappingNode declarations, string project, string file)
    {
        var result = ImmutableSortedDictionary.CreateBuilder<string, ConfigDeclaration>(StringComparer.Ordinal);
        foreach (var (key, value) in declarations.Children)
        {
            var name = Name(key, file);
            var full = name.Contains(':', StringComparison.Ordinal) ? name : $"{project}:{name}";
            result[full] = value is YamlMappingNode map ? Declaration(map, full, file) : new ConfigDeclaration("", "", Json(value, file), false);
        }

        return result.ToImmutable();
    }

    private static ConfigDeclaration Declaration(YamlMappingNode map, string key, string file)
    {
        var type = Text(map, "type", file);
        if (type.Length > 0 && !_types.Contains(type))
        {
            throw Malformed(file, YamlText.Find(map, "type")!, $"the type '{type}' of {key} is not one of {string.Join(", ", _types)}");
        }

        var given = YamlText.Find(map, "default") ?? YamlText.Find(map, "value");
        return new ConfigDeclaration(type, Text(map, "description", file), given is null ? null : Json(given, file), Text(map, "secret", file) == "true");
    }

    private static ImmutableSortedDictionary<string, string> Plugins(YamlMappingNode root, string directory, string file) =>
        YamlText.Find(root, "plugins") is YamlMappingNode plugins && YamlText.Find(plugins, "providers") is YamlSequenceNode providers
            ? Unique(
                providers.Children.Select(p => p as YamlMappingNode ?? throw Malformed(file, p, "a provider should have 'name' and 'path'"))
                    .Select(p => ((YamlNode)p, Text(p, "name", file), Path.GetFullPath(Path.Combine(directory, Text(p, "path", file))))),
                file)
            : ImmutableSortedDictionary<string, string>.Empty;

    private static ImmutableSortedDictionary<string, string> Unique(IEnumerable<(YamlNode Node, string Name, string Value)> pairs, string file)
    {
        var result = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (node, name, value) in pairs)
        {
            if (!result.TryAdd(name, value))
            {
                throw Malformed(file, node, $"'{name}' is there twice");
            }
        }

        return result.ToImmutable();
    }

    private static string Name(YamlNode key, string file) => key is YamlScalarNode { Value: { Length: > 0 } name } ? name : throw Malformed(file, key, "a key should be a plain text");

    private static string Json(YamlNode value, string file)
    {
        try
        {
            return ConfigText.Of(YamlText.ToJson(value));
        }
        catch (YamlException e)
        {
            throw YamlText.Malformed(DiagnosticCodes.ProjectMalformed, file, e.Start, e.Message);
        }
    }

    private static string Text(YamlMappingNode map, string key, string file) => YamlText.Find(map, key) switch
    {
        null => "",
        YamlScalarNode { Value: { } text } node when text.Contains('\0', StringComparison.Ordinal) => throw Malformed(file, node, $"'{key}' has a NUL character"),
        YamlScalarNode scalar => scalar.Value ?? "",
        var other => throw Malformed(file, other, $"'{key}' should be a plain value"),
    };

    private static string ReadText(string file)
    {
        try
        {
            return YamlText.Read(file, DiagnosticCodes.ProjectMalformed);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InfraException(DiagnosticCodes.ProjectMalformed, "The project file cannot be read", e.Message, place: file, exitCode: ExitCodes.Configuration, inner: e);
        }
    }

    private static InfraException Malformed(string file, YamlNode node, string problem) =>
        YamlText.Malformed(DiagnosticCodes.ProjectMalformed, file, node.Start, problem);
}
