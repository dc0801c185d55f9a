using System.Collections.Immutable;
using System.CommandLine;
using Infra.Catalogue;
using Infra.Catalogue.Choosing;
using Infra.Catalogue.Loading;
using Infra.Catalogue.Pricing;
using Infra.Cli.Costs;
using Infra.Engine.Diagnostics;

namespace Infra.Cli.Commands;

/// <summary>`infra hosts`: the hosts of the catalogue, side by side for one need.</summary>
internal static class HostsCommand
{
    public static Command Create(CommandSet set)
    {
        var options = new HostsOptions();
        return set.Add(options.AddTo(new Command("hosts", "Compare hosts: cost, scaling, regions, uptime, tools, limits, what is free")), invocation =>
        {
            var comparison = Compare(invocation, options);
            if (invocation.Get(options.Json))
            {
                invocation.Screen.Write(HostsJson.Render(comparison));
            }
            else
            {
                invocation.Screen.Write(HostsRenderer.Render(comparison, invocation.Screen.Width));
            }

            return Task.FromResult(ExitCodes.Success);
        });
    }

    private static HostsComparison Compare(Invocation invocation, HostsOptions options)
    {
        var all = Hosts(invocation, invocation.Get(options.Catalogue) ?? []);
        var need = new Need
        {
            Vcpus = Positive(invocation, options.Vcpus),
            MemoryGiB = invocation.Get(options.Memory) ?? 1,
            DiskGiB = invocation.Get(options.Disk),
            Instances = Positive(invocation, options.Instances),
            Arm = invocation.Get(options.Arm),
            Database = Engine(invocation, options, all),
        };
        var traffic = new Traffic(invocation.Get(options.Traffic) ?? 0, invocation.Get(options.Incoming) ?? 0);
        var near = invocation.Get(options.Near) is { } text ? Found(Place.Find(text, all), text, "The place is not known") : null;
        var chosen = Chosen(all, invocation.Get(options.Hosts) ?? []);
        return HostsComparison.Of(chosen, need, traffic, near);
    }

    private static ImmutableArray<CatalogueHost> Hosts(Invocation invocation, IReadOnlyList<string> files)
    {
        var own = files.Select(file => Read(invocation, file)).ToList();
        return [.. HostingCatalogue.Ids.Where(id => !own.Exists(host => host.Id == id)).Select(HostingCatalogue.Host), .. own];
    }

    private static CatalogueHost Read(Invocation invocation, string file)
    {
        try
        {
            return HostingCatalogue.Read(file, File.ReadAllBytes(invocation.Resolve(file)));
        }
        catch (CatalogueException e)
        {
            throw new InfraException(
                CatalogueException.Code, "The hosting catalogue has mistakes", string.Join('\n', e.Problems), "Correct the file; docs/reference/hosts.md describes it.",
                $"{file}:{e.Problems[0].Line}", ExitCodes.Configuration, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InfraException(CliCodes.FileProblem, "A file cannot be read", e.Message, place: file, exitCode: ExitCodes.Configuration, inner: e);
        }
    }

    private static ImmutableArray<CatalogueHost> Chosen(ImmutableArray<CatalogueHost> all, IReadOnlyList<string> names)
    {
        foreach (var name in names.Where(name => !all.Any(host => host.Id == name)))
        {
            throw NotInCatalogue("There is no such host", $"The hosting catalogue has no '{name}'.", name, all.Select(host => host.Id));
        }

        return names.Count == 0 ? all : [.. all.Where(host => names.Contains(host.Id))];
    }

    private static string Engine(Invocation invocation, HostsOptions options, ImmutableArray<CatalogueHost> all)
    {
        var engines = all.SelectMany(host => host.Plans).SelectMany(plan => plan.Engines).Distinct().Order(StringComparer.Ordinal).ToList();
        return invocation.Get(options.Database) is not { Length: > 0 } engine ? ""
            : engines.Contains(engine) ? engine
            : throw NotInCatalogue("There is no such database", $"No host of the hosting catalogue has '{engine}'.", engine, engines);
    }

    private static T Found<T>(Lookup<T> lookup, string word, string summary)
        where T : class =>
        lookup.Value ?? throw NotInCatalogue(summary, lookup.Problem, word, lookup.Known);

    private static InfraException NotInCatalogue(string summary, string problem, string word, IEnumerable<string> known) =>
        new(CliCodes.NotInCatalogue, summary, problem + DidYouMean.Hint(word, known), $"Known are:\n{string.Join(", ", known)}", exitCode: ExitCodes.Configuration);

    private static int Positive(Invocation invocation, Option<int> option) => invocation.Get(option) is >= 1 and <= 10_000 and var number
        ? number
        : throw new InfraException(
            CliCodes.BadOptions, "The options cannot be used together or as given", $"{option.Name} is a number from 1 to 10000, not {invocation.Get(option)}.", $"{option.Name} 2", exitCode: ExitCodes.Configuration);
}
