using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Infra.Machine.Provider.Inputs;
using Infra.Machine.Provider.Ssh;
using Infra.Protocol.Properties;

namespace Infra.Machine.Provider.Configurations;

/// <summary>The wanted state of one layer of a server.</summary>
internal sealed partial record ConfigurationInputs(
    ServerConnection Connection,
    string Title,
    ImmutableArray<string> Packages,
    ImmutableArray<string> AbsentPackages,
    ImmutableSortedDictionary<string, WantedUser> Users,
    ImmutableSortedDictionary<string, Ownership> Directories,
    ImmutableSortedDictionary<string, WantedFile> Files,
    ImmutableSortedDictionary<string, string> Links,
    ImmutableArray<string> Absent,
    ImmutableSortedDictionary<string, WantedService> Services,
    ImmutableSortedDictionary<string, WantedCommand> Commands,
    ImmutableArray<int> Ports)
{
    public static ConfigurationInputs Read(InputReader inputs)
    {
        var read = new ConfigurationInputs(
            ConnectionInputs.Read(inputs)!,
            inputs.Text("title"),
            inputs.Texts("packages"),
            inputs.Texts("absentPackages"),
            inputs.ObjectMap("users", WantedUser.Read),
            inputs.ObjectMap("directories", d => Ownership.Read(d, "0755")),
            inputs.ObjectMap("files", WantedFile.Read),
            inputs.TextMap("links"),
            inputs.Texts("absent"),
            inputs.ObjectMap("services", WantedService.Read),
            inputs.ObjectMap("commands", WantedCommand.Read),
            inputs.Objects("listens", ReadPort).Select(p => p.Number).ToImmutableArray());
        read.Validate(inputs);
        return read;
    }

    public static ConfigurationInputs Of(PropertyMap inputs) => InputReader.Read(inputs, Read);

    private static Port ReadPort(InputReader inputs)
    {
        inputs.Demand(inputs.Text("protocol", byDefault: "tcp") == "tcp", "protocol", "must be 'tcp'");
        inputs.Value("port", required: true);
        return new(inputs.OptionalInteger("port", minimum: 1, maximum: 65535) ?? 0);
    }

    private void Validate(InputReader inputs)
    {
        inputs.Demand(Title.Length == 0 || Word().IsMatch(Title), "title", "may have letters, digits, '.', '_' and '-' only");
        DemandAll(inputs, "packages", Packages, PackageName(), "is not the name of a package");
        DemandAll(inputs, "absentPackages", AbsentPackages, PackageName(), "is not the name of a package");
        DemandAll(inputs, "users", Users.Keys, UserName(), "is not a user name");
        DemandAll(inputs, "services", Services.Keys, UnitName(), "is not the name of a service");
        foreach (var (name, paths) in new (string, IEnumerable<string>)[] { ("directories", Directories.Keys), ("files", Files.Keys), ("links", Links.Keys), ("absent", Absent) })
        {
            foreach (var path in paths.Where(p => !IsPath(p)))
            {
                inputs.Fail(name, $"'{path}' is not an absolute path in its shortest form");
            }
        }

        foreach (var package in Packages.Intersect(AbsentPackages))
        {
            inputs.Fail("absentPackages", $"'{package}' is in packages too");
        }

        RefuseSharedPaths(inputs);
    }

    private void RefuseSharedPaths(InputReader inputs)
    {
        var first = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, path) in new (string, IEnumerable<string>)[] { ("files", Files.Keys), ("directories", Directories.Keys), ("links", Links.Keys), ("absent", Absent.Distinct()) }
            .SelectMany(kind => kind.Item2.Select(path => (kind.Item1, path))))
        {
            if (!first.TryAdd(path, name))
            {
                inputs.Fail(name, $"'{path}' is in {first[path]} too");
            }
        }
    }

    private static bool IsPath(string path) =>
        path.StartsWith('/') && !path.AsSpan().ContainsAny('\n', '\t', '\0') && !path[1..].Split('/').Any(part => part is "" or "." or "..");

    private static void DemandAll(InputReader inputs, string name, IEnumerable<string> values, Regex form, string reason)
    {
        foreach (var value in values.Where(v => !form.IsMatch(v)))
        {
            inputs.Fail(name, $"'{value}' {reason}");
        }
    }

    private sealed record Port(int Number);

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._-]*\z")]
    private static partial Regex Word();

    [GeneratedRegex(@"^[a-z0-9][a-z0-9+.-]+\z")]
    private static partial Regex PackageName();

    [GeneratedRegex(@"^[a-z_][a-z0-9_-]{0,31}\z")]
    private static partial Regex UserName();

    [GeneratedRegex(@"^[A-Za-z0-9:_.@\\-]+\z")]
    private static partial Regex UnitName();
}
