using Infra.Machine.Provider.Local.Machines;
using Infra.Machine.Provider.Tests.Support;

namespace Infra.Machine.Provider.Tests.Local.Machines;

public sealed class MachineRecordTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Load_Saved_IsTheSame()
    {
        var record = new MachineRecord("shop-1", "shop", "10.213.0.2", ["/top", "/base"], "key", 512, null, Complete: true);
        record.Save(_directory.File("shop-1"));

        var loaded = MachineRecord.Load(_directory.File("shop-1")).ShouldNotBeNull();

        loaded.Layers.ShouldBe(record.Layers);
        (loaded with { Layers = record.Layers }).ShouldBe(record);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("{\"Name\":\"x\"}")]
    public void Load_Nonsense_IsNull(string text)
    {
        _directory.Write("machine.json", text);

        MachineRecord.Load(_directory.Path).ShouldBeNull();
    }

    [Fact]
    public void Load_NoDirectory_IsNull() => MachineRecord.Load(_directory.File("none")).ShouldBeNull();
}
