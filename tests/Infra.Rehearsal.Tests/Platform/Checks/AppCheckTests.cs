using Infra.Protocol.Properties;
using Infra.Rehearsal.Tests.Support;

namespace Infra.Rehearsal.Tests.Platform.Checks;

/// <summary>What the platform refuses of an app is refused before anything is made, with the property.</summary>
public sealed class AppCheckTests
{
    private static readonly PropertyMap _image = [new("registryType", "GHCR"), new("registry", "acme"), new("repository", "shop"), new("tag", "1")];
    private static readonly PropertyMap _scaling =
        [new("minInstanceCount", 1), new("maxInstanceCount", 3), new("metrics", PropertyMap.Empty.With("cpu", PropertyMap.Empty.With("percent", 80)))];

    [Theory]
    [InlineData("name", "Shop", "spec.name", "2 to 32 small letters")]
    [InlineData("region", "fra1", "spec.region", "did you mean 'fra'")]
    public async Task Check_OfAWrongApp_NamesIt(string property, string value, string path, string reason)
    {
        var app = Apps.WithService(Apps.Service());

        await RefusesAsync(app.With("spec", ((ObjectValue)app["spec"]).Properties.With(property, value)), path, reason);
    }

    [Theory]
    [InlineData("name", "Web", "name", "2 to 32 small letters")]
    [InlineData("instanceSizeSlug", "apps-s-1vcpu-1bg", "instanceSizeSlug", "did you mean 'apps-s-1vcpu-1gb'")]
    [InlineData("instanceSizeSlug", "basic-xxs", "instanceSizeSlug", "former name")]
    [InlineData("dockerfilePath", "Dockerfile", "dockerfilePath", "INF7507")]
    [InlineData("environmentSlug", "node-js", "environmentSlug", "cannot be rehearsed")]
    [InlineData("sourceDir", "../other", "sourceDir", "leads out of the repository")]
    public async Task Check_OfAWrongService_NamesIt(string property, string value, string path, string reason) =>
        await RefusesAsync(Apps.WithService(Apps.Service().With(property, value)), $"spec.services[0].{path}", reason);

    [Fact]
    public async Task Check_OfInstances_KnowsWhatScales()
    {
        await RefusesAsync(Apps.WithService(Apps.Service().With("instanceSizeSlug", "apps-s-1vcpu-0.5gb").With("instanceCount", 2)), "spec.services[0].instanceCount", "at most 1");
        await RefusesAsync(Apps.WithService(Apps.Service().With("instanceCount", 0)), "spec.services[0].instanceCount", "at least 1");
        await RefusesAsync(Apps.WithService(Apps.Service().With("autoscaling", _scaling)), "spec.services[0].autoscaling", "dedicated sizes");
        await RefusesAsync(
            Apps.WithService(Apps.Service().With("instanceSizeSlug", "apps-d-1vcpu-1gb").With("autoscaling", _scaling).With("instanceCount", 2)), "spec.services[0].instanceCount", "together with 'autoscaling'");
        await AcceptsAsync(Apps.WithService(Apps.Service().With("instanceSizeSlug", "apps-d-1vcpu-1gb").With("autoscaling", _scaling)));
        await AcceptsAsync(Apps.WithService(Apps.Service().With("instanceCount", 250)));
    }

    [Fact]
    public async Task Check_OfSources_WantsExactlyOneThatCanBeRehearsed()
    {
        await RefusesAsync(Apps.WithService(Apps.Service().Without("github")), "spec.services[0]", "needs a source");
        await RefusesAsync(Apps.WithService(Apps.Service().With("git", PropertyMap.From([new("repoCloneUrl", "https://git.example/shop.git"), new("branch", "main")]))), "spec.services[0]", "2 sources");
        await RefusesAsync(Apps.WithService(Apps.Service().With("image", _image)), "spec.services[0]", "2 sources");
        await RefusesAsync(Apps.WithService(Apps.Service().With("github", Apps.GitHub.With("repo", "shop"))), "spec.services[0].github.repo", "owner/name");
        await RefusesAsync(Apps.WithService(Apps.Service().With("github", Apps.GitHub.Without("branch"))), "spec.services[0].github.branch", "is needed");
    }

    [Theory]
    [InlineData("registryType", "UNSPECIFIED", "registryType", "no such registry type")]
    [InlineData("registryType", "DOCR", "registry", "is left out for DOCR")]
    [InlineData("registry", "", "registry", "is needed")]
    [InlineData("repository", "Shop", "repository", "small letters")]
    [InlineData("repository", "shop/../other", "repository", "small letters")]
    [InlineData("tag", "one two", "tag", "cannot be")]
    [InlineData("digest", "sha256:12", "digest", "64 hexadecimal digits")]
    public async Task Check_OfAWrongImage_NamesIt(string property, string value, string path, string reason) =>
        await RefusesAsync(OfImage(_image.Without(property == "digest" ? "tag" : "digest").With(property, value)), $"spec.services[0].image.{path}", reason);

    [Fact]
    public async Task Check_OfAnImage_WantsATagOrADigest()
    {
        await AcceptsAsync(OfImage(_image));
        await AcceptsAsync(OfImage(_image.Without("tag")));
        await RefusesAsync(OfImage(_image.With("digest", "sha256:" + new string('0', 64))), "spec.services[0].image.tag", "together with 'digest'");
        await AcceptsAsync(OfImage(_image.With("repository", PropertyValue.Unknown).With("tag", PropertyValue.Unknown)));
    }

    [Fact]
    public async Task Check_OfNames_WantsThemUnique() =>
        await RefusesAsync(
            Apps.Of([new("services", Apps.List(Apps.Service())), new("databases", Apps.One([new("name", "web")]))]), "spec.databases[0].name", "the name of spec.services[0] already");

    [Theory]
    [InlineData("${db.DATABASE_URI}", "'db' has no DATABASE_URI (did you mean 'DATABASE_URL'")]
    [InlineData("${dp.DATABASE_URL}", "no component or database 'dp'")]
    [InlineData("${APP_ULR}", "did you mean 'APP_URL'")]
    [InlineData("EV[1:abc]", "encrypted by the real platform")]
    public async Task Check_OfAVariable_KnowsWhatItMayReferTo(string value, string reason) =>
        await RefusesAsync(
            Apps.Of([new("services", Apps.List(Apps.Service())), new("databases", Apps.One([new("name", "db")])), new("envs", Apps.List(Apps.Variable("A", value)))]), "spec.envs[0].value", reason);

    [Fact]
    public async Task Check_OfVariables_WantsKeysAndSecrets()
    {
        await RefusesAsync(Apps.WithService(Apps.Service().With("envs", Apps.List(Apps.Variable("1A", "x")))), "spec.services[0].envs[0].key", "no digit first");
        await RefusesAsync(Apps.WithService(Apps.Service().With("envs", Apps.List(Apps.Variable("A", "x"), Apps.Variable("A", "y")))), "spec.services[0].envs[1].key", "given twice");
        await RefusesAsync(Apps.WithService(Apps.Service().With("envs", Apps.List(Apps.Variable("PORT", "80")))), "spec.services[0].envs[0].key", "given by the platform");
        await RefusesAsync(Apps.WithService(Apps.Service().With("envs", Apps.List(Apps.Variable("A", "", type: "SECRET")))), "spec.services[0].envs[0].value", "needed for a SECRET");
        await AcceptsAsync(Apps.WithService(Apps.Service().With("envs", Apps.List(Apps.Variable("A", "${_self.PRIVATE_URL} ${APP_URL} ${B}"), Apps.Variable("B", "x")))));
    }

    [Fact]
    public async Task Check_OfRoutes_RefusesCollisionsAndStrangers()
    {
        PropertyMap With(params PropertyMap[] rules) => Apps.Of([new("services", Apps.List(Apps.Service())), new("workers", Apps.List(Apps.Service("mail"))), new("ingress", Apps.Ingress([.. rules]))]);

        await RefusesAsync(With(Apps.Rule("/", "web"), Apps.Rule("", "web")), "spec.ingress.rules[1]", "is the one of spec.ingress.rules[0] already");
        await RefusesAsync(With(Apps.Rule("/", "wbe")), "spec.ingress.rules[0].component.name", "no component 'wbe'");
        await RefusesAsync(With(Apps.Rule("/", "mail")), "spec.ingress.rules[0].component.name", "answers no requests");
        await RefusesAsync(With(Apps.Rule("static", "web")), "spec.ingress.rules[0].match.path.prefix", "begins with '/'");
        await RefusesAsync(With(PropertyMap.Empty.With("redirect", PropertyMap.Empty.With("redirectCode", 309).With("uri", "/"))), "spec.ingress.rules[0].redirect.redirectCode", "cannot be 309");
    }

    [Theory]
    [InlineData("shop", null, "name", "no domain name")]
    [InlineData("shop.ondigitalocean.app", null, "name", "a name of the platform's")]
    [InlineData("shop.example.org", "example.com", "zone", "not in the zone")]
    public async Task Check_OfADomain_NamesWhatIsWrong(string name, string? zone, string property, string reason)
    {
        var domain = PropertyMap.Empty.With("name", name);

        await RefusesAsync(
            Apps.Of([new("services", Apps.List(Apps.Service())), new("domainNames", Apps.List(zone is null ? domain : domain.With("zone", zone)))]), $"spec.domainNames[0].{property}", reason);
    }

    [Theory]
    [InlineData("engine", "MYSQL", "engine", "development databases are PostgreSQL")]
    [InlineData("version", "9", "version", "versions of PG")]
    [InlineData("clusterName", "shop", "production", "is true where clusterName is given")]
    public async Task Check_OfADatabase_NamesWhatIsWrong(string property, string value, string path, string reason) =>
        await RefusesAsync(
            Apps.Of([new("services", Apps.List(Apps.Service())), new("databases", Apps.List(PropertyMap.Empty.With("name", "db").With(property, value)))]), $"spec.databases[0].{path}", reason);

    [Fact]
    public async Task Check_OfAHealthCheck_KeepsToItsLimits()
    {
        await RefusesAsync(Apps.WithService(Apps.Service().With("healthCheck", PropertyMap.Empty.With("httpPath", "healthz"))), "spec.services[0].healthCheck.httpPath", "begins with '/'");
        await RefusesAsync(Apps.WithService(Apps.Service().With("healthCheck", PropertyMap.Empty.With("periodSeconds", 301))), "spec.services[0].healthCheck.periodSeconds", "1 to 300");
        await RefusesAsync(Apps.WithService(Apps.Service().With("httpPort", 70000)), "spec.services[0].httpPort", "1 to 65535");
    }

    [Fact]
    public async Task Check_OfWhatIsNotKnownYet_IsRight()
    {
        await AcceptsAsync(PropertyMap.Empty.With("spec", PropertyValue.Unknown));
        await AcceptsAsync(Apps.Of([new("services", Apps.List(Apps.Service().With("envs", Apps.List(Apps.Variable("A", "x").With("value", PropertyValue.Unknown))))), new("databases", Apps.One([new("name", "db"), new("production", true), new("clusterName", PropertyValue.Unknown)]))]));
    }

    private static PropertyMap OfImage(PropertyMap image) => Apps.WithService(Apps.Service().Without("github").With("image", image));

    private static async Task RefusesAsync(PropertyMap app, string path, string reason)
    {
        await using var cloud = new TestCloud();
        var failure = (await cloud.CheckAsync("App", app)).Failures.ShouldHaveSingleItem();
        (failure.Property, failure.Reason.Contains(reason, StringComparison.Ordinal)).ShouldBe((path, true), failure.Reason);
    }

    private static async Task AcceptsAsync(PropertyMap app)
    {
        await using var cloud = new TestCloud();
        (await cloud.CheckAsync("App", app)).Failures.ShouldBeEmpty();
    }
}
