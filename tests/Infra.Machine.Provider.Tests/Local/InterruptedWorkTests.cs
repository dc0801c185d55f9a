using Infra.Machine.Provider.Inputs;
using Infra.Machine.Provider.Keys;
using Infra.Machine.Provider.Local;
using Infra.Machine.Provider.Local.Host;
using Infra.Machine.Provider.Local.Images;
using Infra.Machine.Provider.Local.Machines;
using Infra.Machine.Provider.Tests.Support;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;

namespace Infra.Machine.Provider.Tests.Local;

/// <summary>What runs that were killed have left, and what runs at the same time do to each other.</summary>
[Collection(LocalMachinesCollection.Name)]
public sealed class InterruptedWorkTests
{
    public enum Point
    {
        DirectoryMade,
        Prepared,
        Booted,
        Finished,
    }

    [SkippableTheory]
    [InlineData(Point.DirectoryMade)]
    [InlineData(Point.Prepared)]
    [InlineData(Point.Booted)]
    [InlineData(Point.Finished)]
    public async Task Create_AfterARunKilledAtAnyPoint_StartsAfresh(Point point)
    {
        await using var computer = await LocalComputer.CreateAsync();
        var inputs = computer.Inputs("shop");
        await KilledRunAsync(computer, inputs, point);

        var created = await computer.Server.CreateAsync(inputs);

        (await computer.SshAsync(created, "hostname; test ! -e /left && echo fresh")).Output.ShouldBe("shop\nfresh\n");
        computer.Store.Names.ShouldBe([created.Id]);
    }

    [SkippableTheory]
    [InlineData(Point.DirectoryMade)]
    [InlineData(Point.Prepared)]
    [InlineData(Point.Booted)]
    public async Task Delete_AfterARunKilledAtAnyPoint_LeavesNothing(Point point)
    {
        await using var computer = await LocalComputer.CreateAsync();
        var inputs = computer.Inputs("shop");
        var name = await KilledRunAsync(computer, inputs, point);
        (await computer.InspectAsync()).Leftovers.ShouldContain(l => l.Machine == name);

        await computer.Server.DeleteAsync(new DeleteArgs(name, Calls.Urn, PropertyMap.Empty, inputs, null), CancellationToken.None);

        (await computer.InspectAsync()).Leftovers.ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task Inspect_RecordLost_NamesEverythingThatIsLeft()
    {
        await using var computer = await LocalComputer.CreateAsync();
        var created = await computer.Server.CreateAsync(computer.Inputs("shop"));
        File.Delete(Path.Combine(created.Outputs.Text("directory"), "machine.json"));

        (await computer.InspectAsync()).Leftovers.Select(l => l.Kind).Distinct().Order()
            .ShouldBe(["control group", "directory", "interface", "mount", "network namespace", "process"]);

        await computer.Server.DeleteAsync(created, computer.Inputs("shop"));
        (await computer.InspectAsync()).Leftovers.ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task Create_MachineOfAnotherState_IsRefusedAndKept()
    {
        await using var computer = await LocalComputer.CreateAsync();
        var created = await computer.Server.CreateAsync(computer.Inputs("shop"));
        var other = OpenSshKey.Generate("other");
        var theirs = computer.Inputs("shop", ("hostPublicKey", other.PublicKey), ("hostPrivateKey", other.PrivateKey));

        (await Should.ThrowAsync<ProviderException>(() => computer.Server.CreateAsync(theirs))).Message.ShouldContain("belongs to another state");

        (await computer.SshAsync(created, "true")).ExitCode.ShouldBe(0);
    }

    [SkippableFact]
    public async Task Create_ManyAtOnce_GivesEachItsOwnAddress()
    {
        await using var computer = await LocalComputer.CreateAsync();
        var inputs = computer.Server.Checked(computer.Inputs("shop"));

        var created = await Task.WhenAll(Enumerable.Range(0, 3).Select(i =>
            new LocalServer(computer.Host, computer.Root).CreateAsync(new CreateArgs($"{Calls.Urn}{i}", inputs, null, Preview: false), CancellationToken.None)));

        created.Select(c => c.Outputs.Text("address")).Distinct().Count().ShouldBe(3);
        await Task.WhenAll(created.Select(c => computer.Server.DeleteAsync(c, computer.Inputs("shop"))));
        (await computer.InspectAsync()).Leftovers.ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task Build_Cancelled_LeavesNothingMountedAndNoFiles()
    {
        await using var computer = await LocalComputer.CreateAsync();
        var store = new ImageStore(computer.Root.Images);
        using var stop = new CancellationTokenSource();
        // A set of packages nobody else asks for: it is not in the cache.
        var before = store.List();

        await Should.ThrowAsync<OperationCanceledException>(() => store.EnsureAsync(
            "debian-12",
            ["bc", "dc", "units"],
            said =>
            {
                if (said.Contains("layer of 3 packages", StringComparison.Ordinal))
                {
                    stop.CancelAfter(TimeSpan.FromMilliseconds(700));
                }
            },
            stop.Token));

        MountTable.Below(computer.Root.Images).ShouldBeEmpty();
        store.List().Images.ShouldBe(before.Images);
        store.List().Unfinished.ShouldBeEmpty();
    }

    /// <summary>Does what a creation does up to a point, and then nothing more, as if its process had been killed there.</summary>
    private static async Task<string> KilledRunAsync(LocalComputer computer, PropertyMap inputs, Point point)
    {
        var read = InputReader.Read(inputs, LocalServerInputs.Read);
        var name = LocalServer.NameFor("shop", Calls.Urn);
        Directory.CreateDirectory(computer.Root.MachineDirectory(name));
        if (point == Point.DirectoryMade)
        {
            return name;
        }

        var machines = new LocalMachines(computer.Root, new Narrator(computer.Host, Calls.Urn));
        var layers = await new ImageStore(computer.Root.Images).EnsureAsync("debian-12", [], _ => { }, CancellationToken.None);
        var machine = await machines.PrepareAsync(name, read.Identity, layers, read.Limits, CancellationToken.None);
        File.WriteAllText(Path.Combine(computer.Root.MachineDirectory(name), "root/left"), "");
        if (point >= Point.Booted)
        {
            await machines.StartAsync(machine, CancellationToken.None);
        }

        if (point == Point.Finished)
        {
            computer.Store.Save(machine with { Complete = true });
        }

        return name;
    }
}
