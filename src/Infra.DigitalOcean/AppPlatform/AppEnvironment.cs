using Infra.Applications;
using Pulumi;
using Pulumi.DigitalOcean.Inputs;

namespace Infra.DigitalOcean.AppPlatform;

/// <summary>The settings of a Django project, as variables of all of an app's components.</summary>
internal static class AppEnvironment
{
    private const string Always = "RUN_AND_BUILD_TIME";
    private const string General = "GENERAL";
    private const string Secret = "SECRET";

    public static InputList<AppSpecEnvArgs> For(Application application, DjangoProject project, Output<string> secretKey, string? database, CodeSource source)
    {
        var variables = new SortedDictionary<string, AppSpecEnvArgs>(StringComparer.Ordinal)
        {
            ["DJANGO_ALLOWED_HOSTS"] = Variable("*"),
            ["DJANGO_DEBUG"] = Variable("false"),
            ["DJANGO_SECRET_KEY"] = new() { Scope = Always, Type = Secret, Value = secretKey },
            ["DJANGO_SETTINGS_MODULE"] = Variable(project.Settings),
            ["PYTHONUNBUFFERED"] = Variable("1"),
        };
        if (source is GitSource)
        {
            // The buildpack would do it too, before the command that does.
            variables["DISABLE_COLLECTSTATIC"] = Variable("1", "BUILD_TIME");
        }

        if (database is not null)
        {
            // While the code is built the database may not be there yet.
            variables["DATABASE_URL"] = Variable($"${{{database}.DATABASE_URL}}", "RUN_TIME");
        }

        foreach (var (name, value) in application.Environment)
        {
            variables[name] = new() { Scope = Always, Type = Output.Create(TypeAsync(value)), Value = value };
        }

        var all = new InputList<AppSpecEnvArgs>();
        foreach (var (name, variable) in variables)
        {
            variable.Key = name;
            all.Add(variable);
        }

        return all;
    }

    private static AppSpecEnvArgs Variable(string value, string scope = Always) => new() { Scope = scope, Type = General, Value = value };

    private static async Task<string> TypeAsync(Input<string> value) => await Output.IsSecretAsync(value.ToOutput()).ConfigureAwait(false) ? Secret : General;
}
