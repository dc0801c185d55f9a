using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Infra.Machine.Provider.Local;
using Infra.Machine.Provider.Local.Host;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;

namespace Infra.Rehearsal.Account;

/// <summary>
/// What the cloud's account would hold, as one file a thing below the root of local machines: any process finds it again,
/// and whoever removes a thing by hand is found out.
/// </summary>
internal sealed class CloudAccount(LocalRoot root)
{
    private const UnixFileMode PrivateDirectory = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode PrivateFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly StructOptions _plain = new() { RejectUnknowns = true };

    public LocalRoot Root => root;

    /// <summary>Where images of apps are taken from instead of their own registries; null or "" for nowhere.</summary>
    public string? Registry { get; init; }

    /// <summary>Holds everything; gone with the last thing.</summary>
    public string Directory { get; } = Path.Combine(root.Directory, "rehearsal");

    /// <summary>Everything there is, half-made things included.</summary>
    public ImmutableArray<Thing> Things => [.. Records().Order(StringComparer.Ordinal).Select(Load).OfType<Thing>()];

    public ImmutableArray<Thing> Of(string kind) => [.. Things.Where(t => t.Kind == kind && t.Complete)];

    public Thing? Find(string kind, string id) => Load(FileOf(kind, id));

    /// <summary>The thing, or the cloud's answer that there is none.</summary>
    public Thing Get(string kind, string id) =>
        Find(kind, id) is { Complete: true } thing ? thing : throw CloudAnswer.NotFound($"there is no {kind} '{id}' in this account");

    public void Save(Thing thing)
    {
        var file = FileOf(thing.Kind, thing.Id);
        Prepare();
        var json = new JsonObject
        {
            ["kind"] = thing.Kind,
            ["id"] = thing.Id,
            ["urn"] = thing.Urn,
            ["complete"] = thing.Complete,
            ["inputs"] = ToJson(thing.Inputs),
            ["outputs"] = ToJson(thing.Outputs),
        };
        WritePrivate(file, json.ToJsonString());
    }

    /// <summary>Forgets the thing, and the account when it was the last: whoever may be removing the last holds the lock.</summary>
    public void Remove(Thing thing)
    {
        File.Delete(FileOf(thing.Kind, thing.Id));
        if (Things.IsEmpty && System.IO.Directory.Exists(Directory))
        {
            RehearsalAuthority.Remove(this);
        }

        if (System.IO.Directory.Exists(Directory) && !System.IO.Directory.EnumerateFileSystemEntries(Directory).Any())
        {
            System.IO.Directory.Delete(Directory);
        }
    }

    /// <summary>A file that only this user may read, there as a whole or not at all.</summary>
    public void WritePrivate(string file, string content)
    {
        Prepare();
        using (File.Create(file + ".new"))
        {
            File.SetUnixFileMode(file + ".new", PrivateFile);
        }

        File.WriteAllText(file + ".new", content);
        File.Move(file + ".new", file, overwrite: true);
    }

    /// <summary>Held while things are looked up and entered, never while a machine is made.</summary>
    public Task<FileLock> LockAsync(CancellationToken cancellationToken) =>
        FileLock.AcquireAsync(Path.Combine(root.Locks, "rehearsal"), "the rehearsal's account", TimeSpan.FromMinutes(2), cancellationToken);

    /// <summary>A number that no thing of that kind has.</summary>
    public string NewNumber(string kind)
    {
        while (true)
        {
            var id = $"{RandomNumberGenerator.GetInt32(400_000_000, 600_000_000)}";
            if (Find(kind, id) is null)
            {
                return id;
            }
        }
    }

    private void Prepare()
    {
        System.IO.Directory.CreateDirectory(Directory);
        File.SetUnixFileMode(Directory, PrivateDirectory);
    }

    private string[] Records()
    {
        try
        {
            return System.IO.Directory.GetFiles(Directory, "*.json");
        }
        catch (DirectoryNotFoundException)
        {
            // There is no account, or the last thing goes just now.
            return [];
        }
    }

    private string FileOf(string kind, string id) => Path.Combine(Directory, $"{kind}-{Uri.EscapeDataString(id)}.json");

    private static JsonNode? ToJson(PropertyMap map) => JsonNode.Parse(JsonFormatter.Default.Format(StructCodec.Encode(WithoutSecrets(map), _plain)));

    private static PropertyMap FromJson(JsonNode? node) =>
        node is null ? PropertyMap.Empty : StructCodec.Decode(JsonParser.Default.Parse<Struct>(node.ToJsonString()), _plain);

    private static PropertyMap WithoutSecrets(PropertyMap map) => PropertyMap.From(
        map.Where(p => p.Value is not SecretValue and not OutputValue { Secret: true }).Select(p => KeyValuePair.Create(p.Key, WithoutSecrets(p.Value))));

    private static PropertyValue WithoutSecrets(PropertyValue value) => value.Unwrap() switch
    {
        ObjectValue map => WithoutSecrets(map.Properties),
        ArrayValue list => PropertyValue.Array(list.Items.Where(i => i is not SecretValue).Select(WithoutSecrets)),
        var other => other,
    };

    private static Thing? Load(string file)
    {
        try
        {
            var json = JsonNode.Parse(File.ReadAllText(file));
            return new Thing(
                json!["kind"]!.GetValue<string>(), json["id"]!.GetValue<string>(), json["urn"]!.GetValue<string>(),
                FromJson(json["inputs"]), FromJson(json["outputs"]), json["complete"]!.GetValue<bool>());
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception e) when (e is System.Text.Json.JsonException or InvalidProtocolBufferException or InvalidJsonException or NullReferenceException or InvalidOperationException or PropertyFormatException)
        {
            throw new ProviderException($"INF7504: the rehearsal's record {file} cannot be read: {e.Message}\nRemove the file if nothing of what it describes is there any more.", e);
        }
    }
}
