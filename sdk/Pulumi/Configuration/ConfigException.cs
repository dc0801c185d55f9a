namespace Pulumi;

/// <summary>A configuration value that is missing or wrong.</summary>
internal sealed class ConfigException : RunException
{
    private ConfigException(string message)
        : base(message)
    {
    }

    public static ConfigException Missing(string key) =>
        new($"Missing Required configuration variable '{key}'\n\tplease set a value using the command `pulumi config set {key} <value>`");

    public static ConfigException Invalid(string key, string value, string type) =>
        new($"Configuration '{key}' value '{value}' is not a valid {type}");
}
