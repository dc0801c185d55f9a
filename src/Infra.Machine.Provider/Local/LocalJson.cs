using System.Text.Json.Serialization;
using Infra.Machine.Provider.Local.Host;
using Infra.Machine.Provider.Local.Machines;

namespace Infra.Machine.Provider.Local;

/// <summary>What is kept of machines as JSON, known when this is compiled.</summary>
[JsonSourceGenerationOptions(WriteIndented = true)]
[JsonSerializable(typeof(MachineRecord))]
[JsonSerializable(typeof(SharedSettings.Record), TypeInfoPropertyName = "SharedSettingsRecord")]
internal sealed partial class LocalJson : JsonSerializerContext;
