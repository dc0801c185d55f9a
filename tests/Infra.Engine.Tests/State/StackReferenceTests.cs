using Infra.Engine.Diagnostics;
using Infra.Engine.State;

namespace Infra.Engine.Tests.State;

public sealed class StackReferenceTests
{
    [Theory]
    [InlineData("dev", "demo", "dev")]
    [InlineData("organization/dev", "demo", "dev")]
    [InlineData("organization/shop/dev", "shop", "dev")]
    public void Parse_OfEachForm_IsProjectAndStack(string text, string project, string stack) =>
        StackReference.Parse(text, "demo").ShouldBe(new StackReference(project, stack));

    [Theory]
    [InlineData("")]
    [InlineData("acme/dev")]
    [InlineData("organization/shop/dev/x")]
    [InlineData("organization//dev")]
    [InlineData("organization/../dev")]
    [InlineData("../dev")]
    public void Parse_OfAnother_IsRefused(string text) =>
        Should.Throw<InfraException>(() => StackReference.Parse(text, "demo")).Code.ShouldBe(DiagnosticCodes.NameMalformed);
}
