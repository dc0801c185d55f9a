using System.Text.Json;
using Infra.Machine.Provider.Tests.Support;
using Infra.Protocol.Properties;
using Infra.Protocol.Providers;

namespace Infra.Machine.Provider.Tests;

/// <summary>What the schema says is what the provider does.</summary>
public sealed class SchemaTests : IAsyncLifetime
{
    private const string Stranger = "strangerThatNoResourceHas";

    private readonly MachineProvider _provider = new(new RecordingHost());
    private PackageSchema _schema = null!;
    private SchemaSample _sample = null!;

    public static TheoryData<string> Resources => [.. new PackageSchema(Text()).Resources];

    public async Task InitializeAsync()
    {
        _schema = await PackageSchema.OfProviderAsync();
        _sample = new(_schema);
    }

    public async Task DisposeAsync() => await _provider.DisposeAsync();

    [Fact]
    public void GetSchema_Parsed_IsThatOfThisProviderAndVersion()
    {
        _schema.Root.GetProperty("name").GetString().ShouldBe("machine");
        _schema.Root.GetProperty("version").GetString().ShouldBe(_provider.Version);
    }

    [Fact]
    public void GetSchema_Tokens_AreThoseTheProviderServes()
    {
        _schema.Resources.Order().ShouldBe(_provider.ResourceTokens.Order());
        _schema.Functions.Order().ShouldBe(_provider.FunctionTokens.Order());
    }

    [Fact]
    public void GetSchema_References_Resolve() =>
        _schema.References().Where(r => !_schema.HasType(r) && r != "pulumi.json#/Archive").ShouldBeEmpty();

    [Fact]
    public void GetSchema_Types_AreAllUsed() =>
        PackageSchema.Names(_schema.Root.GetProperty("types")).Select(t => "#/types/" + t).Except(_schema.References()).ShouldBeEmpty();

    [Fact]
    public void GetSchema_Properties_HaveDescriptionsOfOneLine()
    {
        foreach (var owner in Objects())
        {
            foreach (var property in owner.EnumerateObject())
            {
                property.Value.GetProperty("description").GetString().ShouldNotBeNullOrWhiteSpace(property.Name);
                property.Value.GetProperty("description").GetString()!.ShouldNotContain("\n");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Resources))]
    public async Task Check_EveryInputOfSchema_IsAccepted(string token) => (await CheckAsync(token, All(token))).Failures.ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Resources))]
    public async Task Check_OneInputMore_IsRefusedAndThoseOfSchemaAreNamed(string token)
    {
        foreach (var (path, names, change) in Levels(token))
        {
            var failure = (await CheckAsync(token, change(map => map.With(Stranger, true)))).Failures.ShouldHaveSingleItem();
            failure.Property.ShouldBe(path + Stranger);
            failure.Reason.ShouldBe($"is not an input of this resource; its inputs: {string.Join(", ", names.Order(StringComparer.Ordinal))}");
        }
    }

    [Theory]
    [MemberData(nameof(Resources))]
    public async Task Check_RequiredInputMissing_IsRefusedAndNoOther(string token)
    {
        var required = PackageSchema.Required(_schema.Resource(token), "requiredInputs");
        foreach (var name in PackageSchema.Names(Inputs(token)))
        {
            var failures = (await CheckAsync(token, All(token).Without(name))).Failures;
            failures.Any(f => f.Property == name).ShouldBe(required.Contains(name), name);
        }
    }

    [Theory]
    [MemberData(nameof(Resources))]
    public async Task Check_RequiredPartMissing_IsRefusedAndNoOther(string token)
    {
        foreach (var (path, names, change) in Levels(token).Where(l => l.Path.Length > 0))
        {
            foreach (var name in names)
            {
                var failures = (await CheckAsync(token, change(map => map.Without(name)))).Failures;
                var isRequired = PackageSchema.Required(TypeAt(token, path), "required").Contains(name);
                failures.ShouldBe(isRequired ? [new(path + name, "is required")] : []);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Resources))]
    public async Task Check_ValueOfAnotherType_IsRefused(string token)
    {
        foreach (var (path, names, change) in Levels(token))
        {
            foreach (var name in names)
            {
                var failures = (await CheckAsync(token, change(map => map.With(name, SchemaSample.Wrong(map[name]))))).Failures;
                failures.ShouldContain(f => f.Property == path + name && f.Reason.StartsWith("must be", StringComparison.Ordinal), path + name);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Resources))]
    public async Task Check_OnlyRequiredInputs_FillsInDefaultsOfSchema(string token)
    {
        var required = PackageSchema.Required(_schema.Resource(token), "requiredInputs");
        var given = PropertyMap.From(All(token).Where(i => required.Contains(i.Key) || i.Key == "dnsNames"));

        var filledIn = (await CheckAsync(token, given)).Inputs.Where(i => !given.ContainsKey(i.Key) && i.Key != "renewDays");

        filledIn.Select(i => $"{i.Key}: {i.Value}").ShouldBe(
            Inputs(token).EnumerateObject().Where(p => p.Value.TryGetProperty("default", out _))
                .Select(p => $"{p.Name}: {Default(p.Value.GetProperty("default"))}").Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Resources))]
    public async Task Diff_EachInputChanged_ReplacesWhereSchemaSaysSo(string token)
    {
        foreach (var (path, names, change) in Levels(token).Where(l => l.Path is "" or "connection."))
        {
            foreach (var name in names.Where(n => n != "connection"))
            {
                var changed = change(map => map.With(name, SchemaSample.Other(map[name])));
                var diff = await _provider.DiffAsync(new DiffArgs("id", Urn(token), All(token), All(token), changed, []), CancellationToken.None);
                diff.RequiresReplacement.ShouldBe(PackageSchema.Is(PropertyAt(token, path, name), "willReplaceOnChanges"), path + name);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Resources))]
    public async Task Create_Preview_HasThePropertiesOfSchema(string token)
    {
        var created = await _provider.CreateAsync(new CreateArgs(Urn(token), All(token), null, Preview: true), CancellationToken.None);

        created.Outputs.Keys.ShouldBe(PackageSchema.Names(_schema.Resource(token).GetProperty("properties")).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("machine:index:KeyPair")]
    [InlineData("machine:index:Password")]
    [InlineData("machine:index:CertificateAuthority")]
    public async Task Create_WithoutServer_HasSecretsWhereSchemaSaysSo(string token)
    {
        var checkedInputs = (await CheckAsync(token, All(token).Without("file"))).Inputs;

        var created = await _provider.CreateAsync(new CreateArgs(Urn(token), checkedInputs, null, Preview: false), CancellationToken.None);

        var properties = _schema.Resource(token).GetProperty("properties");
        created.Outputs.Where(o => o.Value is SecretValue).Select(o => o.Key)
            .ShouldBe(properties.EnumerateObject().Where(p => PackageSchema.Is(p.Value, "secret")).Select(p => p.Name).Order(StringComparer.Ordinal));
        PackageSchema.Required(_schema.Resource(token), "required").Where(r => !created.Outputs.ContainsKey(r)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Invoke_RollbackWithOneInputMore_NamesThoseOfSchema()
    {
        const string Token = "machine:index:rollback";
        var inputs = _schema.Function(Token).GetProperty("inputs").GetProperty("properties");

        var result = await _provider.InvokeAsync(new InvokeArgs(Token, _sample.Of(inputs).With(Stranger, true), Preview: false), CancellationToken.None);

        result.Failures.ShouldHaveSingleItem().Reason.ShouldEndWith("its inputs: " + string.Join(", ", PackageSchema.Names(inputs).Order(StringComparer.Ordinal)));
    }

    private static string Text() => PackageSchema.OfProviderAsync().GetAwaiter().GetResult().Text;

    private static string Urn(string token) => $"urn:pulumi:test::infra::{token}::thing";

    private static string Default(JsonElement value) => (value.ValueKind switch
    {
        JsonValueKind.String => (PropertyValue)value.GetString(),
        JsonValueKind.Number => value.GetDouble(),
        _ => value.GetBoolean(),
    }).ToString();

    private IEnumerable<JsonElement> Objects()
    {
        foreach (var type in _schema.Root.GetProperty("types").EnumerateObject())
        {
            yield return type.Value.GetProperty("properties");
        }

        foreach (var resource in _schema.Root.GetProperty("resources").EnumerateObject())
        {
            yield return resource.Value.GetProperty("inputProperties");
            yield return resource.Value.GetProperty("properties");
        }

        foreach (var part in _schema.Root.GetProperty("functions").EnumerateObject().SelectMany(f => new[] { f.Value.GetProperty("inputs"), f.Value.GetProperty("outputs") }))
        {
            yield return part.GetProperty("properties");
        }
    }

    private JsonElement Inputs(string token) => _schema.Resource(token).GetProperty("inputProperties");

    private PropertyMap All(string token) => _sample.Of(Inputs(token));

    private Task<CheckResult> CheckAsync(string token, PropertyMap inputs) =>
        _provider.CheckAsync(new CheckArgs(Urn(token), null, inputs, default), CancellationToken.None);

    private JsonElement TypeAt(string token, string path) => _schema.ObjectType(Inputs(token).GetProperty(path.Split('.', '[')[0]))!.Value;

    private JsonElement PropertyAt(string token, string path, string name) =>
        (path.Length == 0 ? Inputs(token) : TypeAt(token, path).GetProperty("properties")).GetProperty(name);

    /// <summary>The inputs themselves and each object in them: its path, its names, and how to have inputs in which it is changed.</summary>
    private IEnumerable<(string Path, string[] Names, Func<Func<PropertyMap, PropertyMap>, PropertyMap> Change)> Levels(string token)
    {
        var all = All(token);
        yield return ("", PackageSchema.Names(Inputs(token)), change => change(all));
        foreach (var input in Inputs(token).EnumerateObject())
        {
            if (_schema.ObjectType(input.Value) is not { } type)
            {
                continue;
            }

            var names = PackageSchema.Names(type.GetProperty("properties"));
            var inner = _sample.Of(type.GetProperty("properties"));
            yield return input.Value switch
            {
                var v when v.TryGetProperty("items", out _) => ($"{input.Name}[0].", names, change => all.With(input.Name, PropertyValue.Array(change(inner)))),
                var v when v.TryGetProperty("additionalProperties", out _) =>
                    (KeyedPath(input.Name, all), names, change => all.With(input.Name, PropertyMap.From([KeyValuePair.Create(OnlyKey(input.Name, all), (PropertyValue)change(inner))]))),
                _ => ($"{input.Name}.", names, change => all.With(input.Name, change(inner))),
            };
        }
    }

    private static string OnlyKey(string name, PropertyMap all) => ((ObjectValue)all[name]).Properties.Keys.Single();

    private static string KeyedPath(string name, PropertyMap all) => Provider.Inputs.InputPath.Append(name, OnlyKey(name, all)) + ".";
}
