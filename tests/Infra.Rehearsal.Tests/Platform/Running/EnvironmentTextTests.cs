using System.Collections.Immutable;
using Infra.Rehearsal.Platform.Running;

namespace Infra.Rehearsal.Tests.Platform.Running;

public sealed class EnvironmentTextTests
{
    [Fact]
    public void Render_OfAnyValue_IsQuotedForSystemd() =>
        EnvironmentText.Render(ImmutableSortedDictionary<string, string>.Empty.Add("A", "a \"b\" \\ $c `d`\ne").Add("B", ""))
            .ShouldBe("A=\"a \\\"b\\\" \\\\ \\$c \\`d\\`\ne\"\nB=\"\"\n");
}
