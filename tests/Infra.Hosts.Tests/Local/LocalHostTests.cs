using Infra.Applications;
using Infra.AppServers;
using Infra.Databases;
using Infra.Hosting;
using Infra.Hosts.Tests.Support;
using Infra.Local;
using Infra.Machine.Provider;
using Infra.Machine.Tests.Support;
using Infra.Protocol.Providers;
using Infra.Runtimes;
using Infra.Tests.Support;
using Infra.WebServers;
using OperatingSystem = Infra.OperatingSystems.OperatingSystem;

namespace Infra.Hosts.Tests.Local;

public sealed class LocalHostTests : IDisposable
{
    private readonly TemporaryProject _project = TemporaryProject.WithDjango();

    private static Declaration Shop => new()
    {
        Host = new LocalHost(),
        Application = new Django("shop") { Environment = new Dictionary<string, Pulumi.Input<string>> { ["MAIL_KEY"] = Pulumi.Output.CreateSecret("a\"b") } },
        Database = new PostgreSql(),
    };

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task Deploy_OfTheDefaultLayers_RegistersWhatTheGoldenFileTells()
    {
        var (resources, outputs) = await RunAsync(Shop);

        var text = string.Concat(resources.Select(resource => $"{resource}\n")) + "\noutputs\n"
            + string.Concat(outputs.Where(output => output.Key != "caFile").OrderBy(output => output.Key, StringComparer.Ordinal).Select(output => $"{output.Key}: {output.Value}\n"));
        text.ShouldMatchGolden("local");
    }

    [Fact]
    public void Assess_OfUbuntu_SaysThatNoneCanBeMadeHere()
    {
        var ubuntu = Shop with { OperatingSystem = OperatingSystem.Ubuntu2404, Runtime = new Python { Version = "3.12" }, Database = new PostgreSql { Version = "16" } };

        var finding = ubuntu.Host.Assess(ubuntu).Where(finding => finding.Verdict == Verdict.Impossible).ShouldHaveSingleItem();
        finding.Subject.ShouldBe("OperatingSystem");
        finding.Message.ShouldContain("Ubuntu 24.04 cannot be");
    }

    [Fact]
    public async Task Deploy_OfAnyLayers_RegistersWhatTheProviderAccepts()
    {
        await using var provider = new Provider();
        foreach (var declaration in new[] { Shop, Shop with { WebServer = new Apache(), AppServer = new Uwsgi(), Database = new MariaDb(), Domain = "shop.example.org" } })
        {
            var (resources, _) = await RunAsync(declaration);
            foreach (var resource in resources.Where(resource => resource.Type.StartsWith("machine:", StringComparison.Ordinal)))
            {
                (await provider.CheckAsync(resource)).ShouldBeEmpty(resource.Name);
            }
        }
    }

    [Fact]
    public async Task Deploy_OfAnotherWorkerCount_ChangesTheAppServerAlone()
    {
        var (before, _) = await RunAsync(Shop with { AppServer = new Gunicorn { Workers = 3 } });
        var (after, _) = await RunAsync(Shop with { AppServer = new Gunicorn { Workers = 5 } });

        before.Zip(after).Where(pair => !WireValues.Of(pair.First.Inputs).Equals(WireValues.Of(pair.Second.Inputs)))
            .Select(pair => pair.First.Name).ShouldBe(["shop-app-server"]);
    }

    [Fact]
    public async Task Deploy_OfAnotherSetting_WantsANewReleaseAndChangesNoUnit()
    {
        var (before, _) = await RunAsync(Shop);
        var (after, _) = await RunAsync(Shop with { Application = new Django("shop") });

        before.Zip(after).Where(pair => !WireValues.Of(pair.First.Inputs).Equals(WireValues.Of(pair.Second.Inputs)))
            .Select(pair => pair.First.Name).ShouldBe(["shop-release", "shop-runtime"]);
    }

    [Fact]
    public async Task Deploy_OfUnprotectedData_LetsItGo()
    {
        var (resources, _) = await RunAsync(Shop with { Database = new PostgreSql { Protect = false } });
        var data = resources.Single(resource => resource.Name == "shop-data");

        data.Protect.ShouldBe(false);
        data.Inputs["dropOnDelete"].ShouldBe(true);
    }

    [Fact]
    public async Task Deploy_OfADomain_IsReachedByIt()
    {
        var (resources, outputs) = await RunAsync(Shop with { Domain = "Shop.Example.org" });

        outputs["url"].ShouldBe("https://shop.example.org/");
        resources.Single(resource => resource.Name == "shop-tls").Inputs["dnsNames"].ShouldBe(new object[] { "shop.example.org" });
    }

    [Fact]
    public void Assess_OfVersionsDebianLacks_SaysWhichItHas()
    {
        var findings = new LocalHost().Assess(Shop with { Database = new PostgreSql { Version = "17" }, Runtime = new Infra.Runtimes.Python { Version = "3.13" } })
            .Where(finding => finding.Verdict == Verdict.Impossible).ToList();

        findings.Select(finding => finding.Subject).ShouldBe(["Runtime.Version", "Database.Version"]);
        findings.ShouldAllBe(finding => finding.Code == Codes.NotAvailable && finding.Source.Length > 0);
    }

    [Fact]
    public void Assess_OfMoreProcessorsThanThereAre_IsEmulated() =>
        new LocalHost().Assess(Shop with { Hardware = new() { Vcpus = Environment.ProcessorCount + 1 } })
            .ShouldContain(finding => finding.Verdict == Verdict.Emulated && finding.Subject == "Hardware.Vcpus");

    [Fact]
    public void Assess_OfADisk_SaysThatNoneIsSetAside() =>
        new LocalHost().Assess(Shop with { Hardware = new() { Disk = new(20 * 1024) } })
            .ShouldContain(finding => finding.Verdict == Verdict.Emulated && finding.Subject == "Hardware.Disk" && finding.Message.Contains("20 GiB", StringComparison.Ordinal));

    [Fact]
    public void Estimate_OfAnything_IsFree() => new LocalHost().Estimate(Shop).Sum(line => line.MonthlyAmount).ShouldBe(0);

    private Task<(IReadOnlyList<Registered> Resources, IDictionary<string, object?> Outputs)> RunAsync(Declaration declaration) =>
        Rehearsal.RunAsync(_project.Root, () => declaration);

    private sealed class Provider : IAsyncDisposable
    {
        private readonly MachineProvider _provider = new(new SilentHost());

        public async Task<IEnumerable<CheckFailure>> CheckAsync(Registered resource)
        {
            var urn = $"urn:pulumi:test::infra::{resource.Type}::{resource.Name}";
            return (await _provider.CheckAsync(new CheckArgs(urn, null, WireValues.Of(resource.Inputs), default), CancellationToken.None)).Failures;
        }

        public ValueTask DisposeAsync() => _provider.DisposeAsync();
    }
}
