using System.Text.Json.Nodes;
using Infra.Cli.Stacks;
using Infra.Engine.Secrets;
using Infra.Engine.Workspace;

namespace Infra.Cli.Commands;

/// <summary>Copies the configuration of one stack to another; secrets are encrypted anew with the other's key.</summary>
internal static class ConfigCopy
{
    public static async Task CopyAsync(ProjectStacks stacks, string from, string to, StackSettings target)
    {
        var source = stacks.Settings(from);
        ICrypter? read = null;
        ICrypter? write = null;
        if (source.Entries.Any(entry => entry.IsSecret))
        {
            read = await stacks.Secrets(from, source).OpenAsync(CancellationToken.None);
            write = await stacks.SecretsForWriting(to, target).OpenAsync(CancellationToken.None);
        }

        foreach (var entry in source.Entries)
        {
            target.Set(entry.Key, Copy(entry.Value, text => write!.Encrypt(read!.Decrypt(text))));
        }

        target.Save();
    }

    public static JsonNode? Copy(JsonNode? value, Func<string, string> encryptAnew) => value switch
    {
        JsonObject { Count: 1 } map when map["secure"] is JsonValue text && text.TryGetValue<string>(out var cipher) => new JsonObject { ["secure"] = encryptAnew(cipher) },
        JsonObject map => new JsonObject(map.Select(member => KeyValuePair.Create(member.Key, Copy(member.Value, encryptAnew)))),
        JsonArray list => new JsonArray([.. list.Select(item => Copy(item, encryptAnew))]),
        _ => value?.DeepClone(),
    };
}
