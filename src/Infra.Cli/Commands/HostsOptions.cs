using System.CommandLine;
using Infra.Cli.Costs;

namespace Infra.Cli.Commands;

/// <summary>What is to be run, and where the visitors are.</summary>
internal sealed class HostsOptions
{
    public Argument<string[]> Hosts { get; } = new("host") { Arity = ArgumentArity.ZeroOrMore, Description = "Only these hosts" };

    public Option<decimal?> Traffic { get; } = AmountOption.Create("--traffic", "What the site sends in a month (0GB)");

    public Option<decimal?> Incoming { get; } = AmountOption.Create("--incoming", "What it receives in a month (0GB)");

    public Option<int> Vcpus { get; } = new("--vcpus") { Description = "Processors of a machine (1)", HelpName = "n", DefaultValueFactory = _ => 1 };

    public Option<decimal?> Memory { get; } = AmountOption.Create("--memory", "Memory of a machine (1GiB)");

    public Option<decimal?> Disk { get; } = AmountOption.Create("--disk", "Disk of a machine (whatever comes with it)");

    public Option<int> Instances { get; } = new("--instances") { Description = "Machines at once, behind a load balancer (1)", HelpName = "n", DefaultValueFactory = _ => 1 };

    public Option<string> Database { get; } = new("--database") { Description = "The engine of its database: postgresql, mysql (none)", HelpName = "engine" };

    public Option<string> Near { get; } = new("--near") { Description = "Where the visitors are: a city of the catalogue, or latitude,longitude", HelpName = "place" };

    public Option<bool> Arm { get; } = new("--arm") { Description = "Arm processors will do as well" };

    public Option<string[]> Catalogue { get; } = new("--catalogue") { Description = "A file with a host's prices, instead of those that infra knows", HelpName = "file" };

    public Option<bool> Json { get; } = new("--json", "-j") { Description = "As JSON" };

    public Command AddTo(Command command)
    {
        command.Arguments.Add(Hosts);
        foreach (var option in (IEnumerable<Option>)[Traffic, Incoming, Vcpus, Memory, Disk, Instances, Database, Near, Arm, Catalogue, Json])
        {
            command.Options.Add(option);
        }

        return command;
    }
}
