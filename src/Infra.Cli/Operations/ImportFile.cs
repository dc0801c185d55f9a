using System.Text.Json;

namespace Infra.Cli.Operations;

/// <summary>What --file holds: Pulumi's import file.</summary>
internal sealed record ImportFile
{
    // The two are not init-only: the reader would set what a file does not have to null.

    /// <summary>Names of resources of the stack, for parents and providers.</summary>
    public Dictionary<string, string> NameTable { get; set; } = [];

    public List<Entry> Resources { get; set; } = [];

    /// <exception cref="JsonException">It is not such a file.</exception>
    public static ImportFile Parse(string text)
    {
        var file = JsonSerializer.Deserialize(text, ImportJson.Default.ImportFile);
        return file is { NameTable: not null, Resources: not null } && file.Resources.All(r => r is not null)
            ? file
            : throw new JsonException("it is no object with the list 'resources'");
    }

    /// <summary>One resource. A null was not written.</summary>
    internal sealed record Entry
    {
        public string? Type { get; init; }

        public string? Name { get; init; }

        public string? Id { get; init; }

        /// <summary>A name of the table, or of a resource of this file.</summary>
        public string? Parent { get; init; }

        /// <summary>A name of the table.</summary>
        public string? Provider { get; init; }

        public string? Version { get; init; }

        public string? PluginDownloadUrl { get; init; }

        /// <summary>In the program, where another one than <see cref="Name"/>.</summary>
        public string? LogicalName { get; init; }

        public List<string>? Properties { get; init; }

        public bool Component { get; init; }
    }
}
