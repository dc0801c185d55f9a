using Infra.Machine.Provider.Local.Images;
using Infra.Machine.Provider.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Infra.Machine.Provider.Tests.Local.Images;

public sealed class ImagePrunerTests : IDisposable
{
    private static readonly TimeSpan _month = TimeSpan.FromDays(30);

    private readonly TemporaryDirectory _directory = new();
    private readonly FakeTimeProvider _clock = new(TimeProvider.System.GetUtcNow());

    private string Images => Path.Combine(_directory.Path, "images");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Prune_AnImageThatNothingHasUsed_RemovesItAndItsTree()
    {
        MakeImage("old");
        _clock.Advance(_month + TimeSpan.FromHours(1));
        MakeImage("new");
        new ImageUse(PathOf("new")).Touch();
        File.SetLastWriteTimeUtc(Path.Combine(PathOf("new"), "used"), _clock.GetUtcNow().UtcDateTime);

        (await PruneAsync()).ShouldBe(["old"]);

        Directory.GetDirectories(Images).Select(Path.GetFileName).ShouldBe(["new"]);
    }

    [Fact]
    public async Task Prune_AnImageThatAMachineStandsOn_KeepsItUntilTheMachineIsGone()
    {
        MakeImage("base");
        var machine = Directory.CreateDirectory(Path.Combine(_directory.Path, "machines", "shop")).FullName;
        await File.WriteAllTextAsync(Path.Combine(machine, "machine.json"), "{}");
        new ImageUse(PathOf("base")).Claim(machine);
        _clock.Advance(2 * _month);

        (await PruneAsync()).ShouldBeEmpty();
        new ImageUse(PathOf("base")).Users.ShouldBe([machine]);

        Directory.Delete(machine, recursive: true);
        (await PruneAsync()).ShouldBe(["base"]);
    }

    [Fact]
    public async Task Prune_AnImageThatIsMounted_KeepsIt()
    {
        MakeImage("base");
        _clock.Advance(2 * _month);

        (await PruneAsync(Path.Combine(PathOf("base"), "tree"))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Prune_OfWhatWasAskedForJustNow_KeepsItEvenIfNoDayIsGiven()
    {
        MakeImage("base");
        new ImageUse(PathOf("base")).Touch();

        (await new ImagePruner(new ImageStore(Images), new HashSet<string>(), _clock).PruneAsync(TimeSpan.Zero, CancellationToken.None)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Prune_AfterAnInterruptedOne_RemovesWhatThatLeft()
    {
        MakeImage("base");
        Directory.CreateDirectory(PathOf("base.new/half"));
        _clock.Advance(2 * _month);

        (await PruneAsync()).ShouldBe(["base"]);

        Directory.GetDirectories(Images).ShouldBeEmpty();
    }

    [Fact]
    public void Claim_OfAMachine_ForgetsThoseThatAreGone()
    {
        MakeImage("base");
        new ImageUse(PathOf("base")).Claim("/nowhere/one");
        new ImageUse(PathOf("base")).Claim("/nowhere/two");

        Directory.GetFiles(Path.Combine(PathOf("base"), "users")).ShouldHaveSingleItem();
    }

    private async Task<IEnumerable<string>> PruneAsync(params string[] inUse) =>
        (await new ImagePruner(new ImageStore(Images), inUse.ToHashSet(), _clock).PruneAsync(_month, CancellationToken.None)).Select(image => image.Name);

    private string PathOf(string name) => Path.Combine(Images, name);

    private void MakeImage(string name)
    {
        Directory.CreateDirectory(Path.Combine(PathOf(name), "tree", "etc"));
        File.WriteAllText(Path.Combine(PathOf(name), "bytes"), "1024\n");
    }
}
