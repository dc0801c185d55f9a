using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Infra.Catalogue;
using Infra.Cli.Costs;
using Infra.Cli.Tests.Support;

namespace Infra.Cli.Tests.Commands;

public sealed class HostsCommandTests : IDisposable
{
    private readonly CliWorkspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task Hosts_ForAShopNearVienna_AreAsInTheFile() =>
        (await _workspace.RunAsync("hosts", "--traffic", "500GB", "--vcpus", "1", "--memory", "2GiB", "--near", "48.2,16.4")).ShouldSucceed().Out.ShouldMatchGolden("Costs/hosts");

    [Theory]
    [InlineData(100)]
    [InlineData(60)]
    public void Hosts_OnANarrowTerminal_NeverExceedItsWidth(int width)
    {
        var hosts = HostingCatalogue.Ids.Select(HostingCatalogue.Host).ToImmutableArray();
        var table = HostsTable.Render(HostsComparison.Of(hosts, new(), new(0), new("here", 48.2, 16.4)), HostsComparison.Of(hosts, new(), new(0), new("here", 48.2, 16.4)).Estimates, width);

        table.ShouldAllBe(line => line.Width <= width);
        table[0].ToText(false).ShouldContain("A MONTH");
    }

    [Fact]
    public async Task Hosts_AsJson_HaveSourceAndDateOfEveryFigure()
    {
        var json = JsonNode.Parse((await _workspace.RunAsync("hosts", "--traffic", "500GB", "--memory", "2GiB", "--json")).ShouldSucceed().Out)!;

        var estimates = json["estimates"]!.AsArray().Where(estimate => estimate!["size"] is not null).ToList();
        estimates.Count.ShouldBeGreaterThan(5);
        foreach (var estimate in estimates)
        {
            var lines = estimate!["lines"]!.AsArray();
            lines.Sum(line => (decimal)line!["monthly"]!).ShouldBe((decimal)estimate["monthly"]!);
            lines.ShouldAllBe(line => line!["source"]!.AsArray().Count > 0 && line["confidence"] != null && line.AsObject().ContainsKey("asOf"));
        }

        estimates.Select(estimate => (decimal)estimate!["monthly"]!).ShouldBeInOrder();
        json["hosts"]!.AsArray().Count.ShouldBe(6);
    }

    [Fact]
    public async Task Hosts_ByName_AreOnlyThose()
    {
        var output = (await _workspace.RunAsync("hosts", "heroku", "--memory", "999GiB")).ShouldSucceed().Out;

        output.ShouldContain("No host of the catalogue has a size for it.");
        output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ShouldContain("performance-2xl");
        output.ShouldNotContain("Droplet");
    }

    [Theory]
    [InlineData("INF6302", "Did you mean 'heroku'?", "hosts", "herku")]
    [InlineData("INF6302", "Did you mean 'Frankfurt'?", "hosts", "--near", "Frankfort")]
    [InlineData("INF6302", "Did you mean 'postgresql'?", "hosts", "--database", "postgres")]
    [InlineData("INF7004", "--instances is a number from 1 to 10000, not 0.", "hosts", "--instances", "0")]
    [InlineData("INF7015", "gone.json", "hosts", "--catalogue", "gone.json")]
    [InlineData("", "--traffic is an amount with its unit, such as 500GB or 2GiB, not '500'", "hosts", "--traffic", "500")]
    public async Task Hosts_WithBadOptions_SayWhatIsWrong(string code, string message, params string[] arguments) =>
        (await _workspace.RunAsync(arguments)).ShouldFail(code, 2).Err.ShouldContain(message);

    [Fact]
    public async Task Hosts_WithACatalogueOfOnesOwn_UseItOrSayWhereItIsWrong()
    {
        var text = await File.ReadAllTextAsync(Path.Combine(Root, "src", "Infra.Catalogue", "Data", "own-server.json"));
        _workspace.Write("own.json", text.Replace("\"price\": 0.17", "\"price\": 10", StringComparison.Ordinal));
        (await _workspace.RunAsync("hosts", "own-server", "--catalogue", "own.json")).ShouldSucceed().Out.ShouldContain("73.00 USD: Power power-kwh");
        _workspace.Write("own.json", text.Replace("\"price\": 0.17", "\"price\": -1", StringComparison.Ordinal));

        var outcome = (await _workspace.RunAsync("hosts", "--catalogue", "own.json")).ShouldFail("INF6301", 2);

        outcome.Err.ShouldMatch("own\\.json:[0-9]+: plan power-kwh: 'price' is -1; it cannot be negative\\.");
        outcome.Out.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("1GiB", "1")]
    [InlineData("512MiB", "0.5")]
    [InlineData("1.5 TiB", "1536")]
    [InlineData("1073741824B", null)]
    [InlineData("-1GB", null)]
    [InlineData("1e3GB", null)]
    [InlineData("GB", null)]
    [InlineData("", null)]
    [InlineData("99999999999GB", null)]
    public void Parse_OfAnAmount_IsInGiB(string text, string? expected) =>
        AmountOption.Parse(text).ShouldBe(expected is null ? null : decimal.Parse(expected, System.Globalization.CultureInfo.InvariantCulture));

    private static string Root
    {
        get
        {
            var directory = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(directory.FullName, "Infra.sln")))
            {
                directory = directory.Parent!;
            }

            return directory.FullName;
        }
    }
}
