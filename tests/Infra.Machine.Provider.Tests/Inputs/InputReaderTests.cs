using Infra.Machine.Provider.Inputs;
using Infra.Machine.Provider.Tests.Support;
using Infra.Protocol.Properties;

namespace Infra.Machine.Provider.Tests.Inputs;

public sealed class InputReaderTests
{
    [Fact]
    public void Check_EverythingWrong_ReportsEverythingAtItsPath()
    {
        var inputs = Calls.Map(
            ("name", 1),
            ("packages", PropertyValue.Array("a", 2)),
            ("files", Calls.Map(("/etc/a", Calls.Map(("mod", "0644"))), ("/etc/b", "text"))),
            ("steps", PropertyValue.Array(Calls.Map(("run", true)))));

        var failures = InputReader.Check(inputs, reader => (
            reader.Text("name"),
            reader.Texts("packages"),
            reader.ObjectMap("files", f => f.Text("mode", "0600")),
            reader.Objects("steps", s => s.Text("run")),
            reader.Text("owner"))).Failures;

        failures.Select(f => $"{f.Property}: {f.Reason}").ShouldBe(
        [
            "name: must be a text, not a number",
            "packages[1]: must be a text, not a number",
            "files[\"/etc/b\"]: must be an object, not a text",
            "files[\"/etc/a\"].mod: is not an input of this resource (did you mean 'mode'?)",
            "steps[0].run: must be a text, not true or false",
            "owner: is required",
        ], ignoreOrder: true);
    }

    [Fact]
    public void Check_NameLikeNoOther_SaysWhichInputsThereAre() =>
        InputReader.Check(Calls.Map(("colour", true)), reader => (reader.OptionalText("name"), reader.Texts("packages"))).Failures
            .ShouldBe([new("colour", "is not an input of this resource; its inputs: name, packages")]);

    [Fact]
    public void Check_UnknownValues_AreNoFailures()
    {
        var inputs = Calls.Map(("name", PropertyValue.Unknown), ("packages", PropertyValue.Array("a", PropertyValue.Unknown)), ("count", PropertyValue.Unknown));

        var result = InputReader.Check(inputs, reader => (reader.Text("name"), reader.Texts("packages"), reader.Integer("count", 3, 1, 5)));

        result.Failures.ShouldBeEmpty();
        result.Inputs["count"].ShouldBe(PropertyValue.Unknown);
    }

    [Fact]
    public void Check_EnginesNotes_AreLeftAlone() =>
        InputReader.Check(Calls.Map(("__defaults", PropertyValue.Array())), reader => reader.OptionalText("name")).Failures.ShouldBeEmpty();

    [Fact]
    public void Read_Secret_IsUnwrapped() =>
        InputReader.Read(Calls.Map(("key", ((PropertyValue)"x").AsSecret())), reader => reader.Text("key")).ShouldBe("x");

    [Fact]
    public void Same_SecretAndPlain_AreTheSame()
    {
        var plain = Calls.Map(("a", PropertyValue.Array("x")));
        var secret = Calls.Map(("a", PropertyValue.Array(((PropertyValue)"x").AsSecret())));

        InputDiff.Compare(plain, secret).ShouldBeEmpty();
        InputDiff.Compare(plain, Calls.Map(("a", PropertyValue.Array("y")))).Keys.ShouldBe(["a"]);
    }
}
