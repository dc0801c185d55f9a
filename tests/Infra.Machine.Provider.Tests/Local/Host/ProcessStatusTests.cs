using Infra.Machine.Provider.Local.Host;

namespace Infra.Machine.Provider.Tests.Local.Host;

public sealed class ProcessStatusTests
{
    [Theory]
    [InlineData("12 (sh) S 1 12 12 0", true)]
    [InlineData("12 (a) Z) b) R 1 12", true)]
    [InlineData("12 (sh) Z 1 12 12 0", false)]
    [InlineData("12 (sh) X 1 12 12 0", false)]
    [InlineData("", false)]
    public void IsAlive_Stat_TellsByItsState(string stat, bool expected) => ProcessStatus.IsAlive(stat).ShouldBe(expected);

    [Theory]
    [InlineData("Name:\tsystemd\nNSpid:\t4711\t1\nThreads:\t1", true)]
    [InlineData("Name:\tsh\nNSpid:\t4711\t27\n", false)]
    [InlineData("Name:\tsystemd\nNSpid:\t4711\t300\t1\n", false)]
    [InlineData("Name:\tinit\nNSpid:\t1\n", false)]
    public void IsFirstInContainer_Status_TellsByItsNumbers(string status, bool expected) => ProcessStatus.IsFirstInContainer(status).ShouldBe(expected);

    [Fact]
    public void IsAlive_ThisProcess_IsTrue() => ProcessStatus.IsAlive(Environment.ProcessId).ShouldBeTrue();
}
