using Infra.Protocol.Properties;
using Infra.Protocol.Providers;
using Infra.Rehearsal.Account;
using Infra.Rehearsal.Tests.Support;

namespace Infra.Rehearsal.Tests.Kinds;

/// <summary>What the cloud refuses of clusters and pools, before a machine is made or asked.</summary>
public sealed class DatabaseRefusalTests
{
    [Fact]
    public async Task Check_OfAStandbyOnTheSmallestNode_IsRefused()
    {
        await using var cloud = new TestCloud();

        var failure = (await cloud.CheckAsync("DatabaseCluster", Cluster("pg", "15").With("nodeCount", 2))).Failures.ShouldHaveSingleItem();

        (failure.Property, failure.Reason).ShouldBe(("nodeCount", "is 1 for 'db-s-1vcpu-1gb': a standby needs a larger node"));
    }

    [Theory]
    [InlineData("size", "0", "is 1 at least")]
    [InlineData("mode", "turbo", "session, transaction")]
    [InlineData("name", "my pool", "letters, digits")]
    public async Task Check_OfAWrongPool_NamesIt(string property, string value, string reason)
    {
        await using var cloud = new TestCloud();

        var failure = (await cloud.CheckAsync("DatabaseConnectionPool", Pool(10).With(property, property == "size" ? int.Parse(value) : value))).Failures.ShouldHaveSingleItem();

        failure.Property.ShouldBe(property);
        failure.Reason.ShouldContain(reason);
    }

    [Fact]
    public async Task Create_OfPoolsThatHoldMoreThanTheSizeHas_IsRefused()
    {
        await using var cloud = new TestCloud();
        Enter(cloud, Cluster("pg", "15"));
        cloud.Account.Save(new Thing("DatabaseConnectionPool", "c/pool/first", "", Pool(12).With("name", "first"), PropertyMap.Empty, Complete: true));

        var failure = await Should.ThrowAsync<ProviderException>(cloud.MakeAsync("DatabaseConnectionPool", Pool(11)));

        failure.Message.ShouldContain("would hold 23 connections, and its size has 22");
        cloud.Account.Find("DatabaseConnectionPool", "c/pool/pool").ShouldBeNull();
    }

    [Fact]
    public async Task Create_OfAPoolOfMySql_IsRefused()
    {
        await using var cloud = new TestCloud();
        Enter(cloud, Cluster("mysql", "8"));

        (await Should.ThrowAsync<ProviderException>(cloud.MakeAsync("DatabaseConnectionPool", Pool(5)))).Message.ShouldContain("only clusters of pg have pools");
    }

    [Fact]
    public async Task Delete_OfAVpcWithACluster_IsRefused()
    {
        await using var cloud = new TestCloud();
        var (made, inputs) = await cloud.MakeAsync("Vpc", Samples.Of("Vpc"));
        Enter(cloud, Cluster("pg", "15").With("privateNetworkUuid", made.Id));

        (await Should.ThrowAsync<ProviderException>(cloud.DeleteAsync("Vpc", made.Id, inputs))).Message.ShouldContain("DatabaseCluster 'data'");
    }

    private static void Enter(TestCloud cloud, PropertyMap cluster) => cloud.Account.Save(new Thing("DatabaseCluster", "c", "", cluster, PropertyMap.Empty, Complete: true));

    private static PropertyMap Cluster(string engine, string version) =>
        [new("name", "data"), new("engine", engine), new("version", version), new("nodeCount", 1), new("region", "fra1"), new("size", "db-s-1vcpu-1gb")];

    private static PropertyMap Pool(int size) => [new("clusterId", "c"), new("dbName", "shop"), new("name", "pool"), new("mode", "transaction"), new("size", size)];
}
