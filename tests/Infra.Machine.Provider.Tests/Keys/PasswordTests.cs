using Infra.Machine.Provider.Keys;
using Infra.Machine.Provider.Tests.Support;
using Infra.Protocol.Properties;

namespace Infra.Machine.Provider.Tests.Keys;

public sealed class PasswordTests
{
    private readonly Password _resource = new();

    [Fact]
    public async Task Create_Default_Is32LettersAndDigitsAndSecret()
    {
        var created = await _resource.CreateAsync(PropertyMap.Empty);

        created.Outputs["value"].ShouldBeOfType<SecretValue>();
        created.Outputs.Text("value").ShouldMatch("^[A-Za-z0-9]{32}$");
        (await _resource.CreateAsync(PropertyMap.Empty)).Outputs.Text("value").ShouldNotBe(created.Outputs.Text("value"));
    }

    [Fact]
    public void Check_Default_IsFilledIn() => _resource.Checked(PropertyMap.Empty)["length"].ShouldBe((PropertyValue)32);

    [Theory]
    [InlineData(15)]
    [InlineData(16.5)]
    [InlineData(2000)]
    public void Check_ImpossibleLength_IsRefused(double length) =>
        _resource.Check(Calls.Map(("length", length))).Failures.ShouldBe([new("length", "must be a whole number from 16 to 1024")]);

    [Fact]
    public async Task Diff_OtherKeeper_Replaces()
    {
        var olds = Calls.Map(("keepers", Calls.Map(("year", "2025"))));
        var created = await _resource.CreateAsync(olds);

        _resource.Diff(created, olds, Calls.Map(("keepers", Calls.Map(("year", "2026"))))).Replaces.ShouldBe(["keepers"]);
    }
}
