using Infra.Engine.Diagnostics;
using Infra.Engine.Events;
using Infra.Engine.Plan.Review;
using Infra.Engine.Secrets;
using Infra.Engine.State;
using Infra.Engine.Tests.Support;
using Infra.Protocol.Properties;

namespace Infra.Engine.Tests.Plan.Review;

public sealed class PlanFileTests
{
    private static readonly Lazy<PassphraseSecrets> _secrets = new(() => PassphraseSecrets.Create(new Passphrase("right", "a test")));
    private static readonly string _urn = TestEngine.UrnOf("a");

    private static readonly UpdatePlan _plan = new(new PlanSeed(),
    [
        new PlannedResource(_urn, [StepOp.CreateReplacement, StepOp.Replace, StepOp.DeleteReplaced], new ResourceState
        {
            Urn = _urn,
            Type = TestEngine.ThingType,
            Custom = true,
            Inputs = [new("password", new SecretValue("canary")), new("later", PropertyValue.Unknown), new("n", 1.5)],
        }),
        new PlannedResource(TestEngine.UrnOf("b"), [StepOp.Delete], null),
    ]);

    private static readonly Snapshot _state = new() { Resources = [new ResourceState { Urn = _urn, Type = TestEngine.ThingType, Outputs = [new("pin", new SecretValue("1234"))] }] };

    private static PlanFile File(string stack = "proj/dev") => new(stack, _secrets.Value, TimeProvider.System);

    private static Task<string> WriteAsync() => File().WriteAsync(_plan, _state, default);

    [Fact]
    public async Task ReadAsync_OfWhatWasWritten_IsTheSamePlan()
    {
        var text = await WriteAsync();

        text.ShouldNotContain("canary");
        text.ShouldNotContain("1234");
        var read = await File().ReadAsync(text, "plan.json", _state, default);
        read.Seed.Bytes.ToArray().ShouldBe(_plan.Seed.Bytes.ToArray());
        read.Resources.Length.ShouldBe(2);
        read.Resources[0].Ops.ShouldBe(_plan.Resources[0].Ops);
        read.Resources[0].Wanted!.Inputs.ShouldBe(_plan.Resources[0].Wanted!.Inputs);
        read.Resources[1].Wanted.ShouldBeNull();
    }

    [Fact]
    public async Task ReadAsync_WithAnotherSaltOfTheSamePassphrase_OpensIt()
    {
        var other = new PlanFile("proj/dev", PassphraseSecrets.Create(new Passphrase("right", "a test")), TimeProvider.System);

        (await other.ReadAsync(await WriteAsync(), "plan.json", _state, default)).Resources.Length.ShouldBe(2);
    }

    [Fact]
    public async Task ReadAsync_WithAnotherPassphrase_IsRefused()
    {
        var other = new PlanFile("proj/dev", PassphraseSecrets.Create(new Passphrase("wrong", "a test")), TimeProvider.System);

        var e = await Should.ThrowAsync<InfraException>(async () => await other.ReadAsync(await WriteAsync(), "plan.json", _state, default));

        e.Code.ShouldBe("INF3001");
    }

    [Theory]
    [InlineData("\"steps\": [\n", "\"steps\":  [\n")]
    [InlineData("\"n\": 1.5", "\"n\": 1.6")]
    [InlineData("\"delete\"\n", "\"same\"\n")]
    [InlineData("\"delete\"\n", "\"dance\"\n")]
    [InlineData("\"key\": \"v1:", "\"key\": \"v2:")]
    [InlineData("\"hash\": \"", "\"hash\": \"0")]
    [InlineData("\"version\": 1", "\"version\": 2")]
    [InlineData("\"salt\": \"v1", "\"salt\": \"v2")]
    [InlineData("\"time\": \"2", "\"time\": \"1")]
    [InlineData("\"resourcePlans\": [", "\"resourcePlans\": {")]
    public async Task ReadAsync_OfAnEditedFile_IsRefused(string from, string to)
    {
        var text = await WriteAsync();
        text.ShouldContain(from);

        var e = await Should.ThrowAsync<InfraException>(() => File().ReadAsync(text.Replace(from, to, StringComparison.Ordinal), "plan.json", _state, default));

        e.Code.ShouldBe("INF4321");
        e.Place.ShouldBe("plan.json");
    }

    [Fact]
    public async Task ReadAsync_WithTheKeyReplacedByACiphertextThatIsKnown_IsRefused()
    {
        // The check value of the salt is the word "pulumi", which anybody may read: it must not pass for a key.
        var text = await WriteAsync();
        var check = _secrets.Value.Salt.Split(':', 3)[2];
        var key = System.Text.RegularExpressions.Regex.Match(text, "\"key\": \"([^\"]*)\"").Groups[1].Value;

        (await Should.ThrowAsync<InfraException>(() => File().ReadAsync(text.Replace(key, check, StringComparison.Ordinal), "plan.json", _state, default))).Code.ShouldBe("INF4321");
    }

    [Fact]
    public async Task ReadAsync_OfATornFile_IsRefusedWhereverItIsTorn()
    {
        var text = await WriteAsync();
        foreach (var length in Enumerable.Range(0, 40).Select(i => i * text.Length / 40))
        {
            (await Should.ThrowAsync<InfraException>(() => File().ReadAsync(text[..length], "plan.json", _state, default))).Code.ShouldBe("INF4321");
        }
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("{}")]
    [InlineData("""{"plan":null}""")]
    [InlineData("""{"plan":{"version":1}}""")]
    [InlineData("""{"version":3,"deployment":{}}""")]
    public async Task ReadAsync_OfSomethingElse_IsRefused(string text) =>
        (await Should.ThrowAsync<InfraException>(() => File().ReadAsync(text, "plan.json", _state, default))).Code.ShouldBeOneOf("INF4321", "INF4323");

    [Fact]
    public async Task ReadAsync_ForAnotherStack_IsRefusedByName()
    {
        var e = await Should.ThrowAsync<InfraException>(async () => await File("proj/prod").ReadAsync(await WriteAsync(), "plan.json", _state, default));

        e.Code.ShouldBe("INF4323");
        e.Detail.ShouldContain("'proj/dev'");
    }

    [Fact]
    public async Task ReadAsync_ForAStateThatWasChanged_IsRefused()
    {
        var text = await WriteAsync();
        foreach (var changed in new[]
        {
            Snapshot.Empty,
            _state with { Resources = [_state.Resources[0] with { Outputs = [new("pin", new SecretValue("1235"))] }] },
            _state with { PendingOperations = [new PendingOperation(_state.Resources[0], PendingOperationType.Updating)] },
        })
        {
            (await Should.ThrowAsync<InfraException>(() => File().ReadAsync(text, "plan.json", changed, default))).Code.ShouldBe("INF4322");
        }
    }
}
