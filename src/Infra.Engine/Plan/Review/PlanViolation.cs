namespace Infra.Engine.Plan.Review;

/// <summary>How an update differs from what was reviewed.</summary>
/// <param name="Urn">Of which resource.</param>
/// <param name="Differences">Lines for people; secrets are not in them.</param>
internal sealed record PlanViolation(string Urn, IReadOnlyList<string> Differences)
{
    public const string Code = "INF4320";

    public override string ToString() =>
        $"{Code}: this is not what was reviewed\n{string.Join('\n', Differences.Select(line => "  " + line))}\n"
        + "Nothing of it was done, and nothing further is. Run the preview again, and apply what it shows.";
}
