using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Infra.Machine.Provider.Inputs;
using Infra.Machine.Provider.Ssh;
using Infra.Protocol.Properties;

namespace Infra.Machine.Provider.Releases;

/// <summary>What a release is made of and how it is switched in.</summary>
internal sealed partial record ReleaseInputs(
    ServerConnection Connection,
    ReleasePlace Place,
    ArchiveValue Source,
    ImmutableArray<PrepareStep> Prepare)
{
    public static ReleaseInputs Read(InputReader inputs)
    {
        var connection = ConnectionInputs.Read(inputs)!;
        var place = ReadPlace(inputs);
        var source = inputs.Value("source", required: true);
        inputs.Demand(source is null or ArchiveValue, "source", "must be an archive");
        var prepare = inputs.Objects("prepare", PrepareStep.Read);
        inputs.TextMap("triggers");
        return new(connection, place, source as ArchiveValue ?? new ArchiveValue(null, null, null), prepare);
    }

    public static ReleaseInputs Of(PropertyMap inputs) => InputReader.Read(inputs, Read);

    /// <summary>The inputs that `machine:index:rollback` shares with the resource.</summary>
    public static ReleasePlace ReadPlace(InputReader inputs)
    {
        var place = new ReleasePlace(
            inputs.Text("name"),
            inputs.Text("root"),
            inputs.OptionalText("owner") ?? "root",
            inputs.OptionalText("environmentFile") ?? "",
            inputs.Text("service"),
            inputs.Text("socketDirectory"),
            inputs.Text("healthPath", byDefault: "/healthz"),
            inputs.OptionalText("healthHost") ?? "localhost",
            inputs.Integer("healthTimeout", byDefault: 30, minimum: 1, maximum: 3600),
            inputs.Integer("drainTimeout", byDefault: 30, minimum: 0, maximum: 3600),
            inputs.Integer("keep", byDefault: 5, minimum: 1, maximum: 100));
        DemandPath(inputs, "root", place.Root);
        DemandPath(inputs, "socketDirectory", place.SocketDirectory);
        DemandPath(inputs, "environmentFile", place.EnvironmentFile);
        inputs.Demand(place.Name.Length == 0 || Word().IsMatch(place.Name), "name", "may have letters, digits, '_' and '-' only");
        inputs.Demand(place.Service.Length == 0 || Template().IsMatch(place.Service), "service", "must be a template unit, as in 'shop@'");
        inputs.Demand(place.HealthPath.StartsWith('/') && !place.HealthPath.AsSpan().ContainsAny(" \t\r\n"), "healthPath", "must be a path that begins with '/'");
        inputs.Demand(!place.HealthHost.AsSpan().ContainsAny(" \t\r\n"), "healthHost", "must be a host name");
        return place;
    }

    private static void DemandPath(InputReader inputs, string name, string path) =>
        inputs.Demand(path.Length == 0 || (Path().IsMatch(path) && !path.Contains("/..", StringComparison.Ordinal)), name, "must be an absolute path without spaces");

    [GeneratedRegex(@"^(/[A-Za-z0-9._-]+)+\z")]
    private static partial Regex Path();

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9_-]*\z")]
    private static partial Regex Word();

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9_.-]*@\z")]
    private static partial Regex Template();
}
