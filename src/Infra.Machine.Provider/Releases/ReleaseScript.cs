using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Text;
using Infra.Machine.Provider.Shell;

namespace Infra.Machine.Provider.Releases;

/// <summary>The scripts that deploy, read, switch back and remove releases: a fixed library with a few lines below it.</summary>
internal static class ReleaseScript
{
    private static readonly Lazy<string> _library = new(ReadLibrary);

    public static string Deploy(ReleasePlace place, string id, string hash, ImmutableArray<PrepareStep> steps)
    {
        var (release, source) = (Sh.Quote(id), Sh.Quote(hash));
        var lines = new List<string> { "one_at_a_time", "forget_unfinished", $"unpack {release} {source}" };
        lines.AddRange(steps.Select(s => $"prepare {release} {Sh.Quote(s.Name)} {(s.AsRoot ? "root" : "\"$owner\"")} {Sh.Quote(s.Unless)} {Sh.Quote(s.Run)}"));
        lines.AddRange([$"finish {release} {source}", $"deploy_end {release}"]);
        return Of(place, lines);
    }

    public static string Read(ReleasePlace place) => Of(place, ["report"]);

    /// <summary>Starts the live release again.</summary>
    public static string Restore(ReleasePlace place) => Of(place, ["one_at_a_time", "restore"]);

    /// <param name="place">Where.</param>
    /// <param name="to">A release; "" for the one before.</param>
    public static string Rollback(ReleasePlace place, string to) => Of(place, ["one_at_a_time", $"rollback {Sh.Quote(to)}"]);

    public static string Remove(ReleasePlace place) => Of(place, ["one_at_a_time", "remove"]);

    /// <summary>Says "yes" if the source is there already.</summary>
    public static string HasSource(ReleasePlace place, string hash) =>
        Of(place, [$"if [ -f \"$root/sources/\"{Sh.Quote(hash)}.tar.gz ]; then say present yes; else say present no; fi"]);

    /// <summary>Takes the source from standard input, whole or not at all.</summary>
    public static string Receive(ReleasePlace place, string hash)
    {
        var file = Sh.Quote($"{place.Root}/sources/{hash}.tar.gz");
        return $"set -eu; umask 077; mkdir -p {Sh.Quote(place.Root + "/sources")}; chmod 755 {Sh.Quote(place.Root)}; cat > {file}.new; gzip -t {file}.new; mv -f {file}.new {file}";
    }

    private static string Of(ReleasePlace place, IEnumerable<string> lines)
    {
        var script = new StringBuilder("set -eu\numask 022\n");
        foreach (var (name, value) in new[]
        {
            ("name", place.Name), ("root", place.Root), ("owner", place.Owner), ("environment", place.EnvironmentFile), ("service", place.Service),
            ("sockets", place.SocketDirectory), ("host", place.HealthHost), ("path", place.HealthPath), ("deadline", Text(place.HealthTimeout)),
            ("drain", Text(place.DrainTimeout)), ("keep", Text(place.Keep)),
        })
        {
            script.Append(name).Append('=').Append(Sh.Quote(value)).Append('\n');
        }

        return script.Append(_library.Value).Append('\n').AppendJoin('\n', lines).Append('\n').ToString();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string ReadLibrary()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Releases/release.sh")
            ?? throw new InvalidOperationException("the release script is missing in the assembly");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
