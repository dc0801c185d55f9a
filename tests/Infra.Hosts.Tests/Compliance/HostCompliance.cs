using System.Text.RegularExpressions;
using Infra.Applications;
using Infra.AppServers;
using Infra.Databases;
using Infra.Hosting;
using Infra.Hosts.Tests.Support;
using Infra.Runtimes;
using Infra.Tests.Support;
using Infra.WebServers;
using Pulumi;
using Pulumi.Testing;

namespace Infra.Hosts.Tests.Compliance;

/// <summary>What holds for every host; each has a class that inherits it.</summary>
public abstract partial class HostCompliance : IDisposable
{
    private const string Canary = "canary-4f1c";

    private readonly TemporaryProject _project = TemporaryProject.WithDjango();

    private protected TemporaryProject Project => _project;

    /// <summary>The host, set up as it should be.</summary>
    private protected abstract Host Good { get; }

    /// <summary>The same with several settings that cannot be.</summary>
    private protected abstract Host Wrong { get; }

    /// <summary>Which of the findings on <see cref="Wrong"/> and a declaration that nobody can do have to be there.</summary>
    private protected abstract IReadOnlyList<string> WrongSubjects { get; }

    /// <summary>Names of the resources that change with a number of workers, and with the largest request.</summary>
    private protected abstract (string[] OfWorkers, string[] OfMaxBody) Changes { get; }

    /// <summary>Whether all it cannot do is a fact of a vendor, which has a source.</summary>
    private protected virtual bool NamesSources => false;

    private protected virtual Placement Placement => Placement.OnServer;

    private Declaration Shop => new()
    {
        Host = Good,
        Application = new Django("shop") { Environment = new Dictionary<string, Input<string>> { ["MAIL_KEY"] = Output.CreateSecret(Canary), ["SHOP_NAME"] = "The little shop" } },
        Database = new PostgreSql { Placement = Placement },
    };

    private Declaration Impossible => Shop with
    {
        Host = Wrong,
        Runtime = new Python { Version = "2.7" },
        Database = new PostgreSql { Version = "6", Placement = Placement.OwnServer },
    };

    public void Dispose()
    {
        _project.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public Task Name_InAConfiguration_IsThisHost() => Deployment.TestAsync(
        new EmptyMocks(), new TestOptions(), () => Hosts.Named(Good.Name, new Config("infra")).ShouldBeOfType(Good.GetType()));

    [Fact]
    public void Assess_OfTheShop_FindsNothingImpossible() => Good.Assess(Shop).Where(finding => finding.Verdict == Verdict.Impossible).ShouldBeEmpty();

    [Fact]
    public void Assess_OfMuchThatIsWrong_TellsAllOfItAtOnce() =>
        WrongSubjects.Except(Wrong.Assess(Impossible).Where(finding => finding.Verdict == Verdict.Impossible).Select(finding => finding.Subject)).ShouldBeEmpty();

    [Fact]
    public void Assess_OfWhatIsImpossible_SaysWhatAndWhatToDo()
    {
        foreach (var finding in Wrong.Assess(Impossible).Where(finding => finding.Verdict == Verdict.Impossible))
        {
            Code().IsMatch(finding.Code).ShouldBeTrue(finding.ToString());
            finding.Subject.ShouldNotBeEmpty();
            finding.Message.ShouldMatch(@"[.?]\z");
            finding.Help.ShouldNotBeEmpty(finding.ToString());
            if (finding.Source.Length > 0 || (NamesSources && finding.Code == Codes.NotAvailable))
            {
                Year().IsMatch(finding.Source).ShouldBeTrue(finding.ToString());
            }
        }
    }

    [Fact]
    public void Assess_OfAnything_SaysNoSecret()
    {
        foreach (var declaration in (Declaration[])[Shop, Impossible])
        {
            declaration.Host.Assess(declaration).ShouldAllBe(finding => !finding.ToString().Contains(Canary, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void AssessAndEstimate_OutsideOfAProgram_TouchNoFileAndNoNetwork()
    {
        var declarations = (Declaration[])[Shop, Impossible];
        var before = Files();
        using var network = new NetworkWatch();

        foreach (var declaration in declarations)
        {
            declaration.Host.Assess(declaration);
            declaration.Host.Estimate(declaration);
        }

        network.Heard.ShouldBeEmpty();
        Files().ShouldBe(before);
    }

    [Fact]
    public void AssessAndEstimate_Twice_SayTheSame()
    {
        Good.Assess(Shop).ShouldBe(Good.Assess(Shop));
        Wrong.Assess(Impossible).ShouldBe(Wrong.Assess(Impossible));
        Good.Estimate(Shop).ShouldBe(Good.Estimate(Shop));
    }

    [Fact]
    public void Estimate_OfTheShop_HasASourceWithItsDateForEveryPrice()
    {
        var lines = Good.Estimate(Shop);

        lines.ShouldNotBeEmpty();
        lines.ShouldAllBe(line => line.Item.Length > 0 && line.MonthlyAmount >= 0 && decimal.Round(line.MonthlyAmount, 2) == line.MonthlyAmount);
        lines.Where(line => line.MonthlyAmount > 0).ShouldAllBe(line => Year().IsMatch(line.Source) && line.Currency.Length == 3);
        lines.Where(line => line.Currency.Length > 0).Select(line => line.Currency).Distinct(StringComparer.Ordinal).Count().ShouldBeLessThan(2);
    }

    [Fact]
    public void Estimate_OfWhatIsImpossible_DoesNotFail() => Should.NotThrow(() => Wrong.Estimate(Impossible));

    [Fact]
    public async Task Deploy_OfTheShop_TellsWhereItIsAndHowToLogIn()
    {
        var (_, outputs) = await RunAsync(Shop);

        outputs["url"].ShouldBeOfType<string>().ShouldStartWith("https://");
        foreach (var name in (string[])["address", "login", "release", "monthlyCost"])
        {
            outputs[name].ShouldBeOfType<string>().ShouldNotBeEmpty(name);
        }
    }

    [Fact]
    public async Task Deploy_OfTheShop_PutsEverythingUnderTheEnvironment()
    {
        var (resources, _) = await RunAsync(Shop);

        resources.Where(resource => resource.Name != "shop").ShouldAllBe(resource => resource.Parent == "shop" && resource.Name.StartsWith("shop-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Deploy_OfTheShop_RegistersWhatTheProvidersTake() => (await ProviderChecks.ProblemsAsync((await RunAsync(Shop)).Resources)).ShouldBeEmpty();

    [Fact]
    public async Task Deploy_Twice_RegistersTheSame() => Changed((await RunAsync(Shop)).Resources, (await RunAsync(Shop)).Resources).ShouldBeEmpty();

    [Fact]
    public async Task Deploy_OfASecret_KeepsItOne()
    {
        var (resources, outputs) = await RunAsync(Shop);

        resources.ShouldContain(resource => WireValues.Of(resource.Inputs).ToString().Contains(Canary, StringComparison.Ordinal));
        foreach (var resource in resources)
        {
            resource.ToString().ShouldNotContain(Canary);
            (await SecretWalk.FindAsync(resource.Arguments!, Canary)).ShouldBeEmpty(resource.Name);
        }

        outputs.Values.OfType<string>().ShouldAllBe(value => !value.Contains(Canary, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Deploy_OfAnotherLayer_ChangesItsResourcesAlone()
    {
        var (before, _) = await RunAsync(Shop);

        Changed(before, (await RunAsync(Shop with { AppServer = new Gunicorn { Workers = 7 } })).Resources).ShouldBe(Changes.OfWorkers);
        Changed(before, (await RunAsync(Shop with { WebServer = new Nginx { MaxBody = new(77) } })).Resources).ShouldBe(Changes.OfMaxBody);
    }

    private static List<string> Changed(IReadOnlyList<Registered> before, IReadOnlyList<Registered> after) =>
    [
        .. before.Concat(after).Select(resource => resource.Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Where(name => Text(before, name) != Text(after, name)),
    ];

    private static string Text(IReadOnlyList<Registered> resources, string name) =>
        resources.FirstOrDefault(resource => resource.Name == name) is { } found ? $"{found} {WireValues.Of(found.Inputs)}" : "";

    private List<string> Files() =>
    [
        .. Directory.EnumerateFiles(_project.Root, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(file => $"{file} {File.GetLastWriteTimeUtc(file):O} {new FileInfo(file).Length}"),
    ];

    private Task<(IReadOnlyList<Registered> Resources, IDictionary<string, object?> Outputs)> RunAsync(Declaration declaration) => Rehearsal.RunAsync(_project.Root, () => declaration);

    [GeneratedRegex(@"^INF\d{4}\z")]
    private static partial Regex Code();

    [GeneratedRegex(@"\b20\d\d\b")]
    private static partial Regex Year();
}
