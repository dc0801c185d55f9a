using System.Text.Json;
using System.Text.Json.Serialization;

namespace Infra.Cli.Operations;

/// <summary>How <see cref="ImportFile"/> is read.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ImportFile))]
internal sealed partial class ImportJson : JsonSerializerContext;
