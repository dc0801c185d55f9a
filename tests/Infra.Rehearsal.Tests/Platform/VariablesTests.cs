using System.Collections.Immutable;
using Infra.Protocol.Properties;
using Infra.Rehearsal.Platform;
using Infra.Rehearsal.Tests.Support;

namespace Infra.Rehearsal.Tests.Platform;

public sealed class VariablesTests
{
    private static readonly ImmutableSortedDictionary<string, string> _database =
        Variables.OfDatabase.ToImmutableSortedDictionary(k => k, k => $"the {k}", StringComparer.Ordinal);

    [Theory]
    [InlineData("${APP_URL}/x ${APP_DOMAIN} ${APP_ID}", "https://shop.example/x shop.example 7")]
    [InlineData("${db.DATABASE_URL}", "the DATABASE_URL")]
    [InlineData("${_self.PRIVATE_URL} ${api.PRIVATE_DOMAIN}:${api.PRIVATE_PORT}", "http://web:8080 api:9000")]
    [InlineData("${api.PUBLIC_URL} ${api.PUBLIC_ROUTE_PATH}", "https://shop.example/api /api")]
    [InlineData("${api.NAME}", "the api of shop.example")]
    [InlineData("${SHARED}", "all")]
    [InlineData("$HOME ${nobody.X} ${not a name}", "$HOME ${nobody.X} ${not a name}")]
    public void EnvironmentOf_AReference_IsWhatThePlatformSays(string value, string expected) =>
        Of(Apps.Variable("A", value)).EnvironmentOf(Web, isBuild: false)["A"].ShouldBe(expected);

    [Fact]
    public void EnvironmentOf_Scopes_GivesEachItsTime()
    {
        var variables = Of(Apps.Variable("BUILD", "b", "BUILD_TIME"), Apps.Variable("RUN", "r", "RUN_TIME"), Apps.Variable("SHARED", "own"));

        variables.EnvironmentOf(Web, isBuild: true).ShouldBe([new("BUILD", "b"), new("SHARED", "own")]);
        variables.EnvironmentOf(Web, isBuild: false).ShouldBe([new("RUN", "r"), new("SHARED", "own")]);
    }

    [Fact]
    public void EnvironmentOf_ACircle_Ends() =>
        Of(Apps.Variable("A", "${B}"), Apps.Variable("B", "${A}")).EnvironmentOf(Web, isBuild: false)["A"].ShouldContain("${");

    [Fact]
    public void Secrets_OfAnApp_AreItsSecretValuesAndThoseOfDatabases() =>
        Of(Apps.Variable("A", "hidden", type: "SECRET"), Apps.Variable("B", "x").With("value", ((PropertyValue)"wrapped").AsSecret()), Apps.Variable("C", "shown")).Secrets()
            .ShouldBe(["the DATABASE_URL", "the PASSWORD", "wrapped", "hidden"]);

    private static AppComponent Web { get; set; } = null!;

    private static Variables Of(params ImmutableArray<PropertyMap> envs)
    {
        var spec = new AppSpec(Apps.Of(
        [
            new("services", Apps.List(Apps.Service().With("envs", Apps.List(envs)), Apps.Service("api").With("httpPort", 9000).With("envs", Apps.List(Apps.Variable("NAME", "the api of ${APP_DOMAIN}"))))),
            new("envs", Apps.List(Apps.Variable("SHARED", "all"))),
        ]));
        Web = spec.Components[0];
        return new Variables(spec, "7", "shop.example", ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>>.Empty.Add("db", _database));
    }
}
