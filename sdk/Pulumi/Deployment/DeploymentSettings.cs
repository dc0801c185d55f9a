namespace Pulumi;

/// <summary>What the engine tells a program at its start.</summary>
internal sealed record DeploymentSettings(
    string ProjectName, string StackName, string OrganizationName, string RootDirectory, bool IsDryRun, ConfigurationValues Configuration)
{
    private const string NotRunByEngine = "Program run without the Pulumi engine available; re-run using the `pulumi` CLI";

    /// <summary>Reads the environment the engine sets.</summary>
    public static (DeploymentSettings Settings, EngineAddresses Addresses) FromEnvironment(Func<string, string?> read)
    {
        string Require(string name) => read(name) is { Length: > 0 } value ? value : throw new InvalidOperationException($"{NotRunByEngine} ({name} is not set).");

        T Parse<T>(string name, Func<string, T?> parse)
            where T : struct =>
            parse(Require(name)) ?? throw new InvalidOperationException($"{NotRunByEngine} ({name} is '{read(name)}').");

        static bool? Bool(string text) => bool.TryParse(text, out var value) ? value : null;
        static int? Int(string text) => int.TryParse(text, out var value) ? value : null;

        var addresses = EngineAddresses.Read(Require, read);
        _ = Parse("PULUMI_QUERY_MODE", Bool);
        _ = Parse("PULUMI_PARALLEL", Int);
        var settings = new DeploymentSettings(
            Require("PULUMI_PROJECT"),
            Require("PULUMI_STACK"),
            read("PULUMI_ORGANIZATION") is { Length: > 0 } organization ? organization : "organization",
            read("PULUMI_ROOT_DIRECTORY") ?? "",
            Parse("PULUMI_DRY_RUN", Bool),
            new ConfigurationValues(read("PULUMI_CONFIG"), read("PULUMI_CONFIG_SECRET_KEYS")));
        return (settings, addresses);
    }
}
