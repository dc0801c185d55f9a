using System.Text.Json;
using System.Text.Json.Serialization;
using Infra.Engine.Program.Runtimes;
using Infra.Engine.State;

namespace Infra.Engine;

/// <summary>What is read and written as JSON by its type, known when this is compiled.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(LockHolder.Content))]
[JsonSerializable(typeof(NodeSdk.Answer))]
internal sealed partial class EngineJson : JsonSerializerContext;
