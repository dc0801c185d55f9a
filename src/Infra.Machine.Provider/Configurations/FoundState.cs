using System.Collections.Immutable;
using System.Text;
using Infra.Machine.Provider.Shell;
using Infra.Protocol.Properties;

namespace Infra.Machine.Provider.Configurations;

/// <summary>What a server has of a layer, in the shape of the layer's inputs: where it is as wanted, the inputs themselves.</summary>
internal static class FoundState
{
    private static readonly ImmutableHashSet<string> _starts = ["enabled", "static", "generated", "alias", "indirect"];
    private static readonly ImmutableHashSet<string> _runs = ["active", "activating", "reloading"];

    public static PropertyMap Of(PropertyMap inputs, ConfigurationInputs known, Answers answers)
    {
        var installed = answers.All("package").ToHashSet(StringComparer.Ordinal);
        var found = inputs;
        found = Keep(found, "packages", known.Packages, installed.Contains);
        found = Keep(found, "absentPackages", known.AbsentPackages, package => !installed.Contains(package));
        var present = answers.All("present").ToHashSet(StringComparer.Ordinal);
        found = Keep(found, "absent", known.Absent, path => !present.Contains(path));
        found = Each(found, "users", Rows(answers, "user", 5), (user, row) => User(user, known.Users[row[0]], row));
        found = Each(found, "directories", Rows(answers, "directory", 4), (directory, row) => Owned(directory, known.Directories[row[0]], new(row[1], row[2], row[3])));
        found = Each(found, "files", Rows(answers, "file", 4), (file, row) => Owned(file, known.Files[row[0]].Ownership, new(row[1], row[2], row[3])));
        found = Contents(found, answers);
        found = Links(found, known, answers);
        found = Commands(found, answers.All("undone"));
        return Each(found, "services", Rows(answers, "service", 3), (service, row) => Service(service, known.Services[row[0]], row));
    }

    /// <summary>Answers with at least so many values.</summary>
    private static Dictionary<string, string[]> Rows(Answers answers, string word, int count) =>
        answers.All(word).Select(v => v.Split('\t')).Where(r => r.Length >= count).GroupBy(r => r[0], StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Last(), StringComparer.Ordinal);

    private static PropertyMap Keep(PropertyMap inputs, string name, ImmutableArray<string> items, Func<string, bool> isThere) =>
        items.All(isThere) ? inputs : inputs.With(name, PropertyValue.Array(items.Where(isThere).Select(i => (PropertyValue)i)));

    /// <summary>Entries that were found, changed to what was found; the others are left out.</summary>
    private static PropertyMap Each(PropertyMap inputs, string name, Dictionary<string, string[]> rows, Func<PropertyMap, string[], PropertyMap> change)
    {
        if (inputs.Find(name) is not ObjectValue entries)
        {
            return inputs;
        }

        var found = PropertyMap.From(entries.Properties.Where(e => rows.ContainsKey(e.Key) && e.Value.Unwrap() is ObjectValue)
            .Select(e => KeyValuePair.Create(e.Key, Rewrap(e.Value, change(((ObjectValue)e.Value.Unwrap()).Properties, rows[e.Key])))));
        return inputs.With(name, Rewrap(inputs[name], found));
    }

    private static PropertyValue Rewrap(PropertyValue old, PropertyValue now) => old is SecretValue ? now.AsSecret() : now;

    /// <summary>What was not declared is as wanted when it is the default.</summary>
    private static PropertyMap Owned(PropertyMap thing, Ownership wanted, Ownership found)
    {
        thing = wanted.Owner == found.Owner ? thing : thing.With("owner", found.Owner);
        thing = wanted.Group == found.Group ? thing : thing.With("group", found.Group);
        return wanted.ShortMode == found.ShortMode ? thing : thing.With("mode", found.Mode);
    }

    private static PropertyMap Text(PropertyMap map, string name, string value) => map.Find(name) is StringValue { Value: var wanted } && wanted == value ? map : map.With(name, value);

    private static PropertyMap User(PropertyMap user, WantedUser wanted, string[] row)
    {
        user = wanted.Home.Length == 0 ? user : Text(user, "home", row[1]);
        user = wanted.Shell.Length == 0 ? user : Text(user, "shell", row[2]);
        var groups = row[3].Split(',').ToHashSet(StringComparer.Ordinal);
        user = Keep(user, "groups", wanted.Groups, groups.Contains);
        return wanted.KeysFile is not { } keys || row[4] == ConfigurationScript.DigestOf(keys) ? user : user.With("authorizedKeys", PropertyValue.Array($"(a file with the digest {row[4]})"));
    }

    private static PropertyMap Service(PropertyMap service, WantedService wanted, string[] row)
    {
        var enabled = _starts.Contains(row[1]) && (wanted.Enabled || row[1] == "enabled");
        var running = _runs.Contains(row[2]);
        service = enabled == wanted.Enabled ? service : service.With("enabled", enabled);
        return running == wanted.Running ? service : service.With("running", running);
    }

    private static PropertyMap Contents(PropertyMap inputs, Answers answers)
    {
        if (inputs.Find("files") is not ObjectValue files)
        {
            return inputs;
        }

        var found = files.Properties;
        foreach (var (path, content) in Rows(answers, "content", 2).Select(r => (r.Key, Decode(r.Value[1])))
            .Concat(Rows(answers, "digest", 2).Select(r => (r.Key, $"(a large file with the digest {r.Value[1]})\n"))))
        {
            if (found.Find(path) is ObjectValue file)
            {
                found = found.With(path, file.Properties.With("content", Rewrap(file.Properties["content"], content)));
            }
        }

        return inputs.With("files", found);
    }

    /// <summary>A file's text; one that is no text is told by its digest.</summary>
    private static string Decode(string base64)
    {
        var bytes = new byte[base64.Length];
        if (!Convert.TryFromBase64String(base64, bytes, out var length))
        {
            return "(not readable)\n";
        }

        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes, 0, length);
        }
        catch (DecoderFallbackException)
        {
            return $"(not a text: {length} bytes with the digest {Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes.AsSpan(0, length)))})\n";
        }
    }

    /// <summary>A command of which the test fails keeps what takes it away; it is to be run.</summary>
    private static PropertyMap Commands(PropertyMap inputs, IEnumerable<string> undone)
    {
        if (inputs.Find("commands") is not ObjectValue commands)
        {
            return inputs;
        }

        var found = commands.Properties;
        foreach (var name in undone)
        {
            found = found.Find(name)?.Unwrap() is ObjectValue command ? found.With(name, Rewrap(found[name], command.Properties.With("run", "(not done: its test fails)"))) : found;
        }

        return inputs.With("commands", found);
    }

    private static PropertyMap Links(PropertyMap inputs, ConfigurationInputs known, Answers answers)
    {
        if (known.Links.IsEmpty)
        {
            return inputs;
        }

        var rows = Rows(answers, "link", 2);
        return inputs.With("links", PropertyMap.From(known.Links.Keys.Where(rows.ContainsKey).Select(path => KeyValuePair.Create(path, (PropertyValue)rows[path][1]))));
    }
}
