using FsCheck.Xunit;

namespace Pulumi.Tests;

public sealed class OutputTests
{
    private readonly Resource _a = Outputs.Reference(Outputs.UrnOfA);
    private readonly Resource _b = Outputs.Reference(Outputs.UrnOfB);

    [Fact]
    public async Task Apply_Known_RunsAndKeepsDependencies()
    {
        var data = await Outputs.Of(20, _a).Apply(v => v + 1).DataAsync();

        data.Value.ShouldBe(21);
        data.IsKnown.ShouldBeTrue();
        data.IsSecret.ShouldBeFalse();
        data.Resources.ShouldBe([_a]);
    }

    [Fact]
    public async Task Apply_Unknown_DoesNotRun()
    {
        var ran = false;
        var data = await Outputs.Unknown<string>().Apply(v => ran = true).DataAsync();

        ran.ShouldBeFalse();
        data.IsKnown.ShouldBeFalse();
    }

    [Fact]
    public async Task Apply_UnknownSecret_StaysSecret()
    {
        var data = await Output.CreateSecret(Outputs.Unknown<string>()).Apply(v => v.Length).DataAsync();

        data.IsSecret.ShouldBeTrue();
        data.IsKnown.ShouldBeFalse();
    }

    [Fact]
    public async Task Apply_ToOutput_JoinsDependenciesAndSecretness()
    {
        var data = await Outputs.Of("x", _a).Apply(v => Output.CreateSecret(Outputs.Of(v + "y", _b))).DataAsync();

        data.Value.ShouldBe("xy");
        data.IsSecret.ShouldBeTrue();
        data.Resources.ShouldBe([_a, _b], ignoreOrder: true);
    }

    [Fact]
    public async Task Apply_ToUnknownOutput_IsUnknown() =>
        (await Output.Create(1).Apply(_ => Outputs.Unknown<int>()).DataAsync()).IsKnown.ShouldBeFalse();

    [Fact]
    public async Task Apply_ToNullOutput_IsKnownDefault()
    {
        var data = await Output.Create(1).Apply(_ => (Output<string>?)null).DataAsync();

        data.IsKnown.ShouldBeTrue();
        data.Value.ShouldBeNull();
    }

    [Fact]
    public async Task Apply_ToInput_Flattens()
    {
        Input<string> inner = Output.CreateSecret("s");
        var data = await Output.Create(1).Apply(_ => inner).DataAsync();

        data.Value.ShouldBe("s");
        data.IsSecret.ShouldBeTrue();
    }

    [Fact]
    public async Task Apply_ToTaskOfValue_Awaits() =>
        (await Output.Create(2).Apply(async v =>
        {
            await Task.Yield();
            return v * 3;
        }).DataAsync()).Value.ShouldBe(6);

    [Fact]
    public async Task Apply_ToTask_AwaitsTheAction()
    {
        var seen = 0;
        async Task Remember(int v)
        {
            await Task.Yield();
            seen = v;
        }

        await Output.Create(7).Apply(Remember).DataAsync();

        seen.ShouldBe(7);
    }

    [Fact]
    public async Task Apply_Throwing_FaultsWithThatException()
    {
        var failing = Output.Create("no").Apply(Fail);
        var later = failing.Apply(v => v + 1);

        var first = await Should.ThrowAsync<InvalidOperationException>(failing.DataAsync());
        var second = await Should.ThrowAsync<InvalidOperationException>(later.DataAsync());
        second.ShouldBeSameAs(first);
    }

    [Fact]
    public async Task CreateSecret_OfOutput_KeepsDependencies()
    {
        var data = await Output.CreateSecret(Outputs.Of(1, _a)).DataAsync();

        data.IsSecret.ShouldBeTrue();
        data.Resources.ShouldBe([_a]);
    }

    [Fact]
    public async Task Unsecret_Secret_IsPlain()
    {
        var secret = Output.CreateSecret(Task.FromResult("s"));

        (await Output.IsSecretAsync(secret)).ShouldBeTrue();
        (await Output.IsSecretAsync(Output.Unsecret(secret))).ShouldBeFalse();
    }

    [Fact]
    public void ToString_Always_SaysWhatToUse() => Output.Create("x").ToString().ShouldContain("Output.Format");

    [Fact]
    public async Task DeferredOutput_Resolved_IsThatOutput()
    {
        var deferred = new DeferredOutput<string>();
        var applied = deferred.Output.Apply(v => v + "!");
        applied.DataAsync().IsCompleted.ShouldBeFalse();

        deferred.Resolve(Output.CreateSecret(Outputs.Of("x", _a)));
        var data = await applied.DataAsync();

        data.Value.ShouldBe("x!");
        data.IsSecret.ShouldBeTrue();
        data.Resources.ShouldBe([_a]);
    }

    [Fact]
    public async Task DeferredOutput_ResolvedByFailure_Fails()
    {
        var deferred = new DeferredOutput<string>();
        deferred.Resolve(Output.Create(Task.FromException<string>(new RunException("broken"))));

        (await Should.ThrowAsync<RunException>(deferred.Output.DataAsync())).Message.ShouldBe("broken");
    }

    /// <summary>Whatever the parts are: known if all are, secret if any is, dependent on whom any is.</summary>
    [Property(MaxTest = 100)]
    public void Tuple_AnyParts_CombinesThem(bool known1, bool secret1, bool known2, bool secret2)
    {
        var first = Make(1, known1, secret1, _a);
        var second = Make("x", known2, secret2, _b);
        var data = Output.Tuple(first, second).DataAsync().GetAwaiter().GetResult();

        data.IsKnown.ShouldBe(known1 && known2);
        data.IsSecret.ShouldBe(secret1 || secret2);
        data.Resources.ShouldBe([_a, _b], ignoreOrder: true);
        if (data.IsKnown)
        {
            data.Value.ShouldBe((1, "x"));
        }
    }

    private static int Fail(string message) => throw new InvalidOperationException(message);

    private static Output<T> Make<T>(T value, bool isKnown, bool isSecret, Resource resource) =>
        new(new Pulumi.Serialization.OutputData<T>([resource], value, isKnown, isSecret));
}
