using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;

namespace Pulumi;

/// <summary>The stack's configuration of one namespace.</summary>
public class Config(string? name = null)
{
    private readonly string _name = name ?? Deployment.Current.ProjectName;

    public string? Get(string key) => Deployment.Current.Configuration.Get(FullKey(key));

    public Output<string>? GetSecret(string key) => Secret(Get(key));

    public bool? GetBoolean(string key) => Read(key, ParseBoolean);

    public Output<bool>? GetSecretBoolean(string key) => Secret(GetBoolean(key));

    public int? GetInt32(string key) => Read(key, ParseInt32);

    public Output<int>? GetSecretInt32(string key) => Secret(GetInt32(key));

    public double? GetDouble(string key) => Read(key, ParseDouble);

    public Output<double>? GetSecretDouble(string key) => Secret(GetDouble(key));

    /// <summary>The value read from JSON; the default if there is none.</summary>
    [return: MaybeNull]
    public T GetObject<T>(string key) => GetObject<T>(key, options: null);

    [return: MaybeNull]
    public T GetObject<T>(string key, JsonSerializerOptions? options) => Get(key) is { } text ? ParseObject<T>(key, text, options) : default;

    public Output<T>? GetSecretObject<T>(string key) => GetSecretObject<T>(key, options: null);

    public Output<T>? GetSecretObject<T>(string key, JsonSerializerOptions? options) =>
        Get(key) is { } text ? Output.CreateSecret(ParseObject<T>(key, text, options)) : null;

    /// <summary>The value; an error that tells how to set it if there is none.</summary>
    public string Require(string key) => Get(key) ?? throw ConfigException.Missing(FullKey(key));

    public Output<string> RequireSecret(string key) => Output.CreateSecret(Require(key));

    public bool RequireBoolean(string key) => GetBoolean(key) ?? throw ConfigException.Missing(FullKey(key));

    public Output<bool> RequireSecretBoolean(string key) => Output.CreateSecret(RequireBoolean(key));

    public int RequireInt32(string key) => GetInt32(key) ?? throw ConfigException.Missing(FullKey(key));

    public Output<int> RequireSecretInt32(string key) => Output.CreateSecret(RequireInt32(key));

    public double RequireDouble(string key) => GetDouble(key) ?? throw ConfigException.Missing(FullKey(key));

    public Output<double> RequireSecretDouble(string key) => Output.CreateSecret(RequireDouble(key));

    public T RequireObject<T>(string key) => RequireObject<T>(key, options: null);

    public T RequireObject<T>(string key, JsonSerializerOptions? options) => ParseObject<T>(key, Require(key), options);

    public Output<T> RequireSecretObject<T>(string key) => RequireSecretObject<T>(key, options: null);

    public Output<T> RequireSecretObject<T>(string key, JsonSerializerOptions? options) => Output.CreateSecret(RequireObject<T>(key, options));

    private static bool? ParseBoolean(string text) => text switch
    {
        "true" => true,
        "false" => false,
        _ => null,
    };

    private static int? ParseInt32(string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static double? ParseDouble(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static Output<string>? Secret(string? value) => value is null ? null : Output.CreateSecret(value);

    private static Output<T>? Secret<T>(T? value)
        where T : struct => value is { } known ? Output.CreateSecret(known) : null;

    private string FullKey(string key) => $"{_name}:{key}";

    private T? Read<T>(string key, Func<string, T?> parse)
        where T : struct =>
        Get(key) is { } text ? parse(text) ?? throw Invalid<T>(key, text) : null;

    private T ParseObject<T>(string key, string text, JsonSerializerOptions? options)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(text, options)!;
        }
        catch (JsonException)
        {
            throw Invalid<T>(key, text);
        }
    }

    /// <summary>A secret's text never gets into the message.</summary>
    private ConfigException Invalid<T>(string key, string text) =>
        ConfigException.Invalid(FullKey(key), Deployment.Current.Configuration.IsSecret(FullKey(key)) ? "[secret]" : text, typeof(T).Name);
}
