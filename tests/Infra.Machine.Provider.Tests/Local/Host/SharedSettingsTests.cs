using Infra.Machine.Provider.Local.Host;
using Infra.Machine.Provider.Tests.Support;

namespace Infra.Machine.Provider.Tests.Local.Host;

public sealed class SharedSettingsTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly string _forward;
    private readonly string _instances;

    public SharedSettingsTests() => (_forward, _instances) = (_directory.Write("forward", "0\n"), _directory.Write("instances", "9000\n"));

    private string Record => _directory.File("run/settings.json");

    private SharedSettings Settings => new(Record, [new(_forward, 1), new(_instances, 8192)]);

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Acquire_TooLow_IsRaisedAndSaidAndHighEnoughIsLeft()
    {
        Settings.Acquire("/a").ShouldHaveSingleItem().ShouldContain("raised from 0 to 1");

        File.ReadAllText(_forward).ShouldBe("1\n");
        File.ReadAllText(_instances).ShouldBe("9000\n");
        Settings.Acquire("/a").ShouldBeEmpty();
    }

    [Fact]
    public void Release_LastUser_PutsBackWhatWasThereBeforeTheFirst()
    {
        Settings.Acquire("/a");
        Settings.Acquire("/b");

        Settings.Release("/a");
        File.ReadAllText(_forward).ShouldBe("1\n");
        Settings.IsUser("/b").ShouldBeTrue();
        Settings.Release("/b");

        File.ReadAllText(_forward).ShouldBe("0\n");
        Directory.Exists(Path.GetDirectoryName(Record)).ShouldBeFalse();
        Settings.Release("/b");
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("{\"Boot\":\"another start of this computer\",\"Before\":{\"/x\":7},\"Users\":[\"/a\"]}")]
    public void Release_RecordThatDoesNotCount_ChangesNothing(string record)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Record)!);
        File.WriteAllText(Record, record);

        Settings.IsUser("/a").ShouldBeFalse();
        Settings.Release("/a");

        File.ReadAllText(_forward).ShouldBe("0\n");
    }
}
