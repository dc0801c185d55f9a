using Infra.Engine.State;
using Infra.Protocol.Properties;

namespace Infra.Cli.Tests.Support;

/// <summary>A state with a resource of every kind: a component with a child, a provider, a secret, dependencies, a protected database.</summary>
internal static class Shop
{
    public const string Stack = "urn:pulumi:dev::demo::pulumi:pulumi:Stack::demo-dev";
    public const string Provider = "urn:pulumi:dev::demo::pulumi:providers:test::default";
    public const string Web = "urn:pulumi:dev::demo::my:index:Web::web";
    public const string Page = "urn:pulumi:dev::demo::my:index:Web$test:index:Thing::page";
    public const string Database = "urn:pulumi:dev::demo::test:index:Thing::db";
    public const string Report = "urn:pulumi:dev::demo::test:index:Thing::report";

    /// <summary>A secret that may be nowhere in plain text.</summary>
    public static PropertyValue Canary { get; } = ((PropertyValue)"canary").AsSecret();

    public static Snapshot State { get; } = new()
    {
        Resources =
        [
            Component(Stack, "pulumi:pulumi:Stack") with { Outputs = [new("url", "https://x/"), new("password", Canary), new("ports", PropertyValue.Array(80, 443))] },
            Component(Provider, "pulumi:providers:test") with { Custom = true, Id = "p1" },
            Component(Web, "my:index:Web") with { Parent = Stack },
            Thing(Page, "1") with { Parent = Web },
            Thing(Database, "2") with { Parent = Stack, Protect = true, Inputs = [new("password", Canary)] },
            Thing(Report, "3") with
            {
                Parent = Stack,
                Dependencies = [Database, Page],
                PropertyDependencies = Component(Report, "").PropertyDependencies.Add("source", [Database]),
                Inputs = [new("source", new ResourceReferenceValue(Database, "2", ""))],
            },
        ],
    };

    public static ResourceState Thing(string urn, string id) =>
        Component(urn, "test:index:Thing") with { Custom = true, Id = id, Provider = $"{Provider}::p1" };

    private static ResourceState Component(string urn, string type) => new() { Urn = urn, Type = type, Created = Story.Begin };
}
