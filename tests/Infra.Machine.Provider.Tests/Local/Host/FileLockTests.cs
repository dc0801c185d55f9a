using Infra.Machine.Provider.Local.Host;
using Infra.Machine.Provider.Tests.Support;
using Infra.Protocol.Providers;

namespace Infra.Machine.Provider.Tests.Local.Host;

public sealed class FileLockTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private string LockFile => _directory.File("sub/lock");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Acquire_Held_WaitsForItsRelease()
    {
        var first = await AcquireAsync(TimeSpan.FromSeconds(5));
        FileLock.IsHeld(LockFile).ShouldBeTrue();
        var second = AcquireAsync(TimeSpan.FromSeconds(20));
        second.IsCompleted.ShouldBeFalse();

        first.Dispose();

        (await second).Dispose();
        FileLock.IsHeld(LockFile).ShouldBeFalse();
    }

    [Fact]
    public async Task Acquire_HeldForTooLong_SaysWhatCannotBeHad()
    {
        using var held = await AcquireAsync(TimeSpan.FromSeconds(5));

        (await Should.ThrowAsync<ProviderException>(() => AcquireAsync(TimeSpan.FromMilliseconds(60)))).Message.ShouldContain("works on the thing");
    }

    [SkippableFact]
    public async Task Acquire_HeldByOtherProgram_IsSeen()
    {
        await Tool.RequireAsync("flock");
        Directory.CreateDirectory(Path.GetDirectoryName(LockFile)!);
        using var mine = await AcquireAsync(TimeSpan.FromSeconds(5));

        (await Tool.RunAsync("flock", ["--nonblock", LockFile, "true"])).ExitCode.ShouldNotBe(0);
    }

    [Fact]
    public async Task Acquire_ManyAtOnce_IsHadByOneAndLeavesNoFile()
    {
        var (holders, most, times) = (0, 0, 0);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < 20; i++)
            {
                using var mine = await AcquireAsync(TimeSpan.FromSeconds(60));
                most = Math.Max(most, Interlocked.Increment(ref holders));
                await Task.Yield();
                Interlocked.Decrement(ref holders);
                Interlocked.Increment(ref times);
            }
        })));

        (most, times).ShouldBe((1, 160));
        File.Exists(LockFile).ShouldBeFalse();
    }

    private Task<FileLock> AcquireAsync(TimeSpan timeout) => FileLock.AcquireAsync(LockFile, "the thing", timeout, CancellationToken.None);
}
