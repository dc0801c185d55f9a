using Infra.Protocol.Providers;
using Infra.Rehearsal.Tests.Support;

namespace Infra.Rehearsal.Tests.Account;

public sealed class CloudFaultsTests
{
    [Theory]
    [InlineData("Vpc:create:422", "422 (unprocessable_entity)")]
    [InlineData("Vpc:create:403", "403 (forbidden)")]
    public async Task Create_ThatMeetsARefusal_FailsAtOnceAndMakesNothing(string faults, string answer)
    {
        await using var cloud = new TestCloud(faults);

        (await Should.ThrowAsync<ProviderException>(cloud.MakeAsync("Vpc", Samples.Of("Vpc")))).Message.ShouldContain(answer);

        cloud.Account.Things.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Vpc:create:429x2", null)]
    [InlineData("Vpc:create:503x4", null)]
    [InlineData("Vpc:create:503x5", "after 5 tries")]
    [InlineData("Vpc:create:429", "API Rate limit exceeded")]
    public async Task Create_ThatMeetsABusyCloud_IsTriedAgain(string faults, string? failure)
    {
        await using var cloud = new TestCloud(faults);
        var making = cloud.MakeAsync("Vpc", Samples.Of("Vpc"));
        while (!making.IsCompleted)
        {
            cloud.Time.Advance(TimeSpan.FromSeconds(30));
            await Task.Yield();
        }

        if (failure is null)
        {
            (await making).Made.Id.ShouldNotBeEmpty();
        }
        else
        {
            (await Should.ThrowAsync<ProviderException>(making)).Message.ShouldContain(failure);
        }
    }

    [Theory]
    [InlineData("Vpc")]
    [InlineData("Vpc:create:200")]
    [InlineData("Vpc:make:429")]
    public void Parse_OfWhatIsNoFault_SaysWhatOneIs(string text) =>
        Should.Throw<ProviderException>(() => new TestCloud(text)).Message.ShouldContain("Droplet:create:429x2");
}
