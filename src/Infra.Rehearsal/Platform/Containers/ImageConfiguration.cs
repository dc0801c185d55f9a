using System.Collections.Immutable;
using System.Text.Json;

namespace Infra.Rehearsal.Platform.Containers;

/// <summary>How an image wants to be run, by the config.json of its unpacked files (OCI's runtime specification). Pure.</summary>
/// <param name="Command">Its entry point and what that is given; empty if it names none.</param>
/// <param name="Environment">Its variables.</param>
/// <param name="Directory">Where it begins.</param>
/// <param name="User">By number.</param>
/// <param name="Group">By number.</param>
internal sealed record ImageConfiguration(ImmutableArray<string> Command, ImmutableSortedDictionary<string, string> Environment, string Directory, int User, int Group)
{
    /// <summary>Null if it is no such file.</summary>
    public static ImageConfiguration? Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var process = document.RootElement.GetProperty("process");
            var user = process.GetProperty("user");
            var directory = process.TryGetProperty("cwd", out var given) && given.GetString() is { Length: > 0 } named ? named : "/";
            return directory[0] != '/' || directory.Any(char.IsControl) ? null : new(
                [.. Texts(process, "args")],
                Texts(process, "env").Select(e => e.Split('=', 2)).Where(e => e is [{ Length: > 0 }, _])
                    .GroupBy(e => e[0], StringComparer.Ordinal).ToImmutableSortedDictionary(g => g.Key, g => g.Last()[1], StringComparer.Ordinal),
                directory,
                user.GetProperty("uid").GetInt32(),
                user.GetProperty("gid").GetInt32());
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            return null;
        }
    }

    private static IEnumerable<string> Texts(JsonElement of, string name) =>
        of.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().Select(item => item.GetString() ?? "") : [];
}
