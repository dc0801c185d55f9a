namespace Infra.Cli.Terminal;

/// <summary>What the environment says about who is looking.</summary>
internal static class Ambience
{
    private static readonly string[] _buildServers =
    [
        "CI", "GITHUB_ACTIONS", "GITLAB_CI", "JENKINS_URL", "TF_BUILD", "TRAVIS", "CIRCLECI", "BUILDKITE",
        "TEAMCITY_VERSION", "BITBUCKET_BUILD_NUMBER", "APPVEYOR", "DRONE", "CODEBUILD_BUILD_ID",
    ];

    public static bool IsBuildServer(IReadOnlyDictionary<string, string> variables) =>
        _buildServers.Any(name => variables.TryGetValue(name, out var value) && value is not ("" or "false" or "0"));

    public static bool WantsColor(ColorChoice choice, bool isTerminal, IReadOnlyDictionary<string, string> variables) => choice switch
    {
        ColorChoice.Always => true,
        ColorChoice.Never or ColorChoice.Raw => false,
        _ => isTerminal && variables.GetValueOrDefault("NO_COLOR", "").Length == 0 && variables.GetValueOrDefault("TERM") != "dumb",
    };
}
