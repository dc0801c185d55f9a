using Infra.Machine.States;
using Pulumi;
using Pulumi.Testing;
using Pulumi.Utilities;

namespace Infra.Machine.Tests.States;

public sealed class PlaceholderTests
{
    private static readonly Dictionary<string, Input<string>> _values = new()
    {
        [Placeholder.Host] = "192.0.2.7",
        [Placeholder.SecretKey] = Output.CreateSecret("{{host}}"),
    };

    [Fact]
    public Task Fill_OfPlainText_IsTheText() => Deployment.TestAsync(new EmptyMocks(), new TestOptions(), async () =>
        (await ValueOf(Placeholder.Fill("no {{ placeholder }}", _values))).ShouldBe("no {{ placeholder }}"));

    [Fact]
    public Task Fill_OfAHost_IsNoSecret() => Deployment.TestAsync(new EmptyMocks(), new TestOptions(), async () =>
    {
        var filled = Placeholder.Fill($"{Placeholder.Host}, {Placeholder.Host}", _values).ToOutput();

        (await OutputUtilities.GetValueAsync(filled)).ShouldBe("192.0.2.7, 192.0.2.7");
        (await Output.IsSecretAsync(filled)).ShouldBeFalse();
    });

    [Fact]
    public Task Fill_OfASecretThatLooksLikeAPlaceholder_KeepsItAndItsSecrecy() => Deployment.TestAsync(new EmptyMocks(), new TestOptions(), async () =>
    {
        var filled = Placeholder.Fill($"{Placeholder.Host} {Placeholder.SecretKey}", _values).ToOutput();

        (await OutputUtilities.GetValueAsync(filled)).ShouldBe("192.0.2.7 {{host}}");
        (await Output.IsSecretAsync(filled)).ShouldBeTrue();
    });

    [Fact]
    public Task Fill_OfAnUnknownValue_IsUnknown() => Deployment.TestAsync(new EmptyMocks(), new TestOptions(), async () =>
    {
        var values = new Dictionary<string, Input<string>> { [Placeholder.Host] = OutputUtilities.CreateUnknown("") };

        (await OutputUtilities.GetIsKnownAsync(Placeholder.Fill(Placeholder.Host, values).ToOutput())).ShouldBeFalse();
    });

    private static Task<string> ValueOf(Input<string> input) => OutputUtilities.GetValueAsync(input.ToOutput());
}
