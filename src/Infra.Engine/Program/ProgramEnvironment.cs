using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Infra.Engine.Program;

/// <summary>The environment variables that tell a program of its engine and stack.</summary>
internal static class ProgramEnvironment
{
    /// <summary>Stacks of the file backend have no other.</summary>
    public const string Organization = "organization";

    private static readonly JsonWriterOptions _plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The stack's configuration as a JSON object of texts, secrets included.</summary>
    public static string Configuration(Operation operation) => Write(json =>
    {
        json.WriteStartObject();
        foreach (var (key, value) in operation.Config.Values)
        {
            json.WriteString(key, value);
        }

        json.WriteEndObject();
    });

    public static IReadOnlyDictionary<string, string> For(Operation operation, string address, string exchange, string workingDirectory) => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["PULUMI_MONITOR"] = address,
        ["PULUMI_ENGINE"] = address,
        ["INFRA_EXCHANGE"] = address + " " + exchange,
        ["PULUMI_PROJECT"] = operation.Project.Name,
        ["PULUMI_STACK"] = operation.StackName,
        ["PULUMI_ORGANIZATION"] = Organization,
        ["PULUMI_DRY_RUN"] = operation.DryRun ? "true" : "false",
        ["PULUMI_QUERY_MODE"] = "false",
        ["PULUMI_PARALLEL"] = operation.Parallel.ToString(CultureInfo.InvariantCulture),
        ["PULUMI_ROOT_DIRECTORY"] = operation.Project.RootDirectory,
        ["PULUMI_PWD"] = workingDirectory,
        ["PULUMI_CONFIG"] = Configuration(operation),
        ["PULUMI_CONFIG_SECRET_KEYS"] = SecretKeys(operation),
    };

    private static string SecretKeys(Operation operation) => Write(json =>
    {
        json.WriteStartArray();
        foreach (var key in operation.Config.SecretKeys)
        {
            json.WriteStringValue(key);
        }

        json.WriteEndArray();
    });

    // The serializer would compile itself first, at every start.
    private static string Write(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, _plain))
        {
            write(json);
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }
}
