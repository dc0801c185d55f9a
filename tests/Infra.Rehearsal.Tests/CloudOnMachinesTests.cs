using System.Buffers.Binary;
using System.Globalization;
using System.Net.Sockets;
using Infra.Machine.Provider.Local;
using Infra.Machine.Provider.Local.Machines;
using Infra.Protocol.Properties;
using Infra.Rehearsal.Kinds;
using Infra.Rehearsal.Machines;
using Infra.Rehearsal.Network;
using Infra.Rehearsal.Tests.Support;

namespace Infra.Rehearsal.Tests;

/// <summary>The things of a cloud that are machines, together: they take a minute to make and are made once.</summary>
public sealed class CloudOnMachinesTests
{
    private const string UserData = "#cloud-config\nruncmd:\n  - mkdir /srv/page\n  - hostname >/srv/page/index.html\n  - systemd-run --working-directory=/srv/page python3 -m http.server 80\n";

    [SkippableFact]
    [Trait("Category", "Machine")]
    public async Task BalancerDropletsAndDatabase_Together_AreReachedGuardedAndLeaveNothing()
    {
        await using var machines = await MachineCloud.CreateAsync();
        var cloud = machines.Cloud;
        var web = await Task.WhenAll(new[] { "one", "two" }.Select(name =>
            machines.MakeAsync("Droplet", Samples.Droplet().With("name", name).With("tags", PropertyValue.Array("web")).With("userData", UserData), name)));
        await machines.MakeAsync("Firewall", [new("tags", PropertyValue.Array("web")), new("inboundRules", PropertyValue.Array(Samples.Rule("tcp", "80"))), new("outboundRules", PropertyValue.Array(Out("tcp", "25060")))], "wall");
        var certificate = await machines.MakeAsync("Certificate", Samples.Of("Certificate"), "certificate");
        var balancer = await machines.MakeAsync("LoadBalancer", Balancer(certificate.Id), "balancer");

        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        using var browser = Browser();
        var address = new Uri($"https://{Text(balancer.Outputs, "ip")}/");
        var seen = new HashSet<string>();
        while (seen.Count < 2)
        {
            using var response = await browser.GetAsync(address, deadline.Token);
            if (response.IsSuccessStatusCode)
            {
                seen.Add(await response.Content.ReadAsStringAsync(deadline.Token));
            }
        }

        seen.Order().ShouldBe(["one\n", "two\n"]);
        using var redirected = await browser.GetAsync(new Uri($"http://{address.Host}/"), deadline.Token);
        redirected.Headers.Location!.Scheme.ShouldBe("https");

        var first = new MachineStore(cloud.Root).Find(Droplet.MachineName(cloud.Account.Get("Droplet", web[0].Id)))!;
        await new LocalMachines(cloud.Root, new Narrator(cloud, "")).StopAsync(first, deadline.Token);
        for (var i = 0; i < 20; i++)
        {
            (await browser.GetStringAsync(address, deadline.Token)).ShouldBe("two\n");
        }

        var read = await cloud.ReadAsync("Droplet", web[0].Id, web[0].Outputs, null, "one");
        read!.Outputs["status"].ShouldBe("off");
        await DatabaseAsync(machines, web[1].Id, deadline.Token);
        await VolumeAsync(machines, web[1].Id, deadline.Token);

        await machines.DestroyAsync();
        cloud.Account.Things.ShouldBeEmpty();
        CloudMachine.Names(cloud.Root).ShouldBeEmpty();
        (await new LocalInspector(cloud.Root).InspectAsync(deadline.Token)).Leftovers.ShouldBeEmpty();
        (await CloudFirewall.ExistsAsync(cloud.Root, deadline.Token)).ShouldBeFalse();
    }

    private static async Task VolumeAsync(MachineCloud machines, string droplet, CancellationToken deadline)
    {
        var cloud = machines.Cloud;
        var volume = await machines.MakeAsync("Volume", Samples.Of("Volume").With("name", "data"), "data");
        await machines.MakeAsync("VolumeAttachment", [new("dropletId", int.Parse(droplet, CultureInfo.InvariantCulture)), new("volumeId", volume.Id)], "attachment");

        var machine = Droplet.MachineName(cloud.Account.Get("Droplet", droplet));
        var script = "mount /dev/disk/by-id/scsi-0DO_Volume_data /mnt\necho kept >/mnt/file\ncat /mnt/file\nblockdev --getsize64 /dev/disk/by-id/scsi-0DO_Volume_data\n";
        (await new CloudMachine(cloud.Root, new Narrator(cloud, "")).RunAsync(machine, script, deadline)).ShouldBe("kept\n1073741824\n");
    }

    private static async Task DatabaseAsync(MachineCloud machines, string droplet, CancellationToken deadline)
    {
        var cloud = machines.Cloud;
        var cluster = await machines.MakeAsync("DatabaseCluster", Cluster("pg", "15", "db-s-1vcpu-1gb"), "db");
        cluster.Outputs["uri"].ShouldBeOfType<SecretValue>();
        await machines.MakeAsync("DatabaseDb", [new("clusterId", cluster.Id), new("name", "shop")], "shop");
        var user = await machines.MakeAsync("DatabaseUser", [new("clusterId", cluster.Id), new("name", "shop-app")], "user");
        var host = Text(cluster.Outputs, "host");
        (await SpeaksTlsAsync(host, deadline)).ShouldBe('S');

        // Its own machine has a client, and must come by the network as everybody does.
        var name = DatabaseCluster.MachineName(cloud.Account.Get("DatabaseCluster", cluster.Id));
        var query = $"PGPASSWORD='{Text(user.Outputs, "password")}' psql 'host={host} port=25060 user=shop-app dbname=shop sslmode=require' -tAc 'SELECT current_user'\n";
        (await new CloudMachine(cloud.Root, new Narrator(cloud, "")).RunAsync(name, query, deadline)).Trim().ShouldBe("shop-app");

        await machines.MakeAsync(
            "DatabaseFirewall", [new("clusterId", cluster.Id), new("rules", PropertyValue.Array(PropertyMap.From([new("type", "droplet"), new("value", droplet)])))], "sources");
        (await SpeaksTlsAsync(host, deadline)).ShouldBeNull();
        var ask = $"python3 -c 'import socket; s = socket.create_connection((\"{host}\", 25060), 5); s.sendall(bytes([0,0,0,8,4,210,22,47])); print(s.recv(1).decode())'\n";
        var trusted = Droplet.MachineName(cloud.Account.Get("Droplet", droplet));
        (await new CloudMachine(cloud.Root, new Narrator(cloud, "")).RunAsync(trusted, ask, deadline)).Trim().ShouldBe("S");
        (await cloud.ReadAsync("DatabaseUser", user.Id, user.Outputs, null, "user")).ShouldNotBeNull();
    }

    /// <summary>A standby node that follows, and a pool that all go through.</summary>
    [SkippableFact]
    [Trait("Category", "Machine")]
    public async Task Databases_WithStandbyAndPool_AreCopiedAndSharedAndLeaveNothing()
    {
        await using var machines = await MachineCloud.CreateAsync();
        var cloud = machines.Cloud;
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(8));
        var cluster = await machines.MakeAsync("DatabaseCluster", Cluster("pg", "15", "db-s-1vcpu-2gb").With("nodeCount", 2), "db");
        await machines.MakeAsync("DatabaseFirewall", [new("clusterId", cluster.Id), new("rules", PropertyValue.Array(PropertyMap.From([new("type", "ip_addr"), new("value", "192.0.2.1")])))], "sources");
        await machines.MakeAsync("DatabaseDb", [new("clusterId", cluster.Id), new("name", "shop")], "shop");
        var pool = await machines.MakeAsync(
            "DatabaseConnectionPool", [new("clusterId", cluster.Id), new("name", "shop-pool"), new("dbName", "shop"), new("mode", "transaction"), new("size", 2)], "pool");
        var (thing, host) = (cloud.Account.Get("DatabaseCluster", cluster.Id), Text(pool.Outputs, "host"));
        var first = DatabaseCluster.MachineName(thing);
        Task<string> RunAsync(string machine, string script) => new CloudMachine(cloud.Root, new Narrator(cloud, "")).RunAsync(machine, script, deadline.Token);

        var ask = $"PGPASSWORD='{Text(pool.Outputs, "password")}' psql 'host={host} port=25061 user=doadmin dbname=shop-pool sslmode=require' -tAc";
        await RunAsync(first, $"{ask} 'CREATE TABLE kept AS SELECT 42 AS answer'\n");
        // Four clients at once on two connections.
        (await RunAsync(first, $"for i in 1 2 3 4; do {ask} 'SELECT answer FROM kept, pg_sleep(0.2)' & done; wait\n")).ShouldBe("42\n42\n42\n42\n");
        var standby = "until [ \"$(runuser -u postgres -- psql -p 25060 -d shop -tAc 'SELECT answer FROM kept' 2>/dev/null)\" = 42 ]; do sleep 0.2; done\nrunuser -u postgres -- psql -p 25060 -tAc 'SELECT pg_is_in_recovery()'\n";
        (await RunAsync(first + "-s1", standby)).Trim().ShouldBe("t");
        (await cloud.ReadAsync("DatabaseConnectionPool", pool.Id, pool.Outputs, null, "pool")).ShouldNotBeNull();
        (await RunAsync(first, $"PGPASSWORD=wrong psql 'host={host} port=25061 user=doadmin dbname=shop-pool sslmode=require' -tAc 'SELECT 1' 2>&1 || true\n")).ShouldContain("authentication failed");

        await new CloudMachine(cloud.Root, new Narrator(cloud, "")).RemoveAsync(first + "-s1", deadline.Token);
        (await cloud.ReadAsync("DatabaseCluster", cluster.Id, cluster.Outputs, null, "db"))!.Inputs!["nodeCount"].ShouldBe(1);
        await LeavesNothingAsync(machines, deadline.Token);
    }

    [SkippableFact]
    [Trait("Category", "Machine")]
    public async Task MySql_OnAMachine_DemandsTlsAndAPassword()
    {
        await using var machines = await MachineCloud.CreateAsync();
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(8));
        Task<string> RunAsync(string machine, string script) => new CloudMachine(machines.Cloud.Root, new Narrator(machines.Cloud, "")).RunAsync(machine, script, deadline.Token);
        var cluster = await machines.MakeAsync("DatabaseCluster", Cluster("mysql", "8", "db-s-1vcpu-1gb"), "mysql");
        await machines.MakeAsync("DatabaseDb", [new("clusterId", cluster.Id), new("name", "shop")], "mysql-shop");
        var user = await machines.MakeAsync("DatabaseUser", [new("clusterId", cluster.Id), new("name", "shop-app")], "mysql-user");
        var name = DatabaseCluster.MachineName(machines.Cloud.Account.Get("DatabaseCluster", cluster.Id));

        var ask = $"MYSQL_PWD='{Text(user.Outputs, "password")}' mariadb --host {Text(cluster.Outputs, "host")} --port 25060 --user shop-app shop --batch --skip-column-names";
        (await RunAsync(name, $"{ask} --ssl --execute \"CREATE TABLE kept AS SELECT 42 AS answer; SELECT answer FROM kept; SHOW STATUS LIKE 'Ssl_version'\"\n")).ShouldBe("42\nSsl_version\tTLSv1.3\n");
        (await RunAsync(name, $"{ask} --skip-ssl --execute 'SELECT 1' 2>&1 || true\n")).ShouldContain("Access denied");
        (await machines.Cloud.ReadAsync("DatabaseUser", user.Id, user.Outputs, null, "mysql-user")).ShouldNotBeNull();
        await LeavesNothingAsync(machines, deadline.Token);
    }

    [SkippableFact]
    [Trait("Category", "Machine")]
    public async Task ReservedIp_OfADroplet_LeadsToItThroughItsFirewallAndLeavesNothing()
    {
        await using var machines = await MachineCloud.CreateAsync();
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(8));
        var droplet = await machines.MakeAsync("Droplet", Samples.Droplet().With("name", "one").With("tags", PropertyValue.Array("web")).With("userData", UserData), "one");
        await machines.MakeAsync("Firewall", [new("tags", PropertyValue.Array("web")), new("inboundRules", PropertyValue.Array(Samples.Rule("tcp", "80")))], "wall");
        var address = await machines.MakeAsync("ReservedIp", Samples.Of("ReservedIp"), "address");
        var assigned = await machines.MakeAsync(
            "ReservedIpAssignment", [new("ipAddress", address.Id), new("dropletId", int.Parse(droplet.Id, CultureInfo.InvariantCulture))], "assignment");

        Text(assigned.Outputs, "ipAddress").ShouldBe(address.Id);
        using var browser = Browser();
        string? page = null;
        while (page is null)
        {
            try
            {
                page = await browser.GetStringAsync(new Uri($"http://{address.Id}/"), deadline.Token);
            }
            catch (HttpRequestException)
            {
                // cloud-init starts the page after the machine answers.
                await Task.Delay(500, deadline.Token);
            }
        }

        page.ShouldBe("one\n");
        (await machines.Cloud.ReadAsync("ReservedIpAssignment", assigned.Id, assigned.Outputs, null, "assignment")).ShouldNotBeNull();
        using var refused = new TcpClient();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        await Should.ThrowAsync<OperationCanceledException>(async () => await refused.ConnectAsync(address.Id, 22, limit.Token));
        await LeavesNothingAsync(machines, deadline.Token);
    }

    private static async Task LeavesNothingAsync(MachineCloud machines, CancellationToken deadline)
    {
        var cloud = machines.Cloud;
        await machines.DestroyAsync();
        cloud.Account.Things.ShouldBeEmpty();
        CloudMachine.Names(cloud.Root).ShouldBeEmpty();
        (await new LocalInspector(cloud.Root).InspectAsync(deadline)).Leftovers.ShouldBeEmpty();
        (await CloudFirewall.ExistsAsync(cloud.Root, deadline)).ShouldBeFalse();
    }

    private static PropertyMap Cluster(string engine, string version, string size) =>
        [new("engine", engine), new("version", version), new("nodeCount", 1), new("region", "fra1"), new("size", size)];

    private static PropertyMap Balancer(string certificate) =>
    [
        new("region", "fra1"), new("dropletTag", "web"), new("redirectHttpToHttps", true),
        new("healthcheck", PropertyMap.From([new("protocol", "http"), new("port", 80), new("path", "/"), new("checkIntervalSeconds", 3), new("unhealthyThreshold", 2), new("healthyThreshold", 2)])),
        new("forwardingRules", PropertyValue.Array(Rule("http", 80), Rule("https", 443).With("certificateName", certificate))),
    ];

    private static PropertyMap Rule(string protocol, int port) =>
        [new("entryProtocol", protocol), new("entryPort", port), new("targetProtocol", "http"), new("targetPort", 80)];

    private static PropertyMap Out(string protocol, string ports) =>
        [new("protocol", protocol), new("portRange", ports), new("destinationAddresses", PropertyValue.Array("0.0.0.0/0"))];

    private static string Text(PropertyMap map, string name) => ((StringValue)map[name].Unwrap()).Value;

    private static HttpClient Browser() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        PooledConnectionLifetime = TimeSpan.Zero,
        // The certificate is the test's own.
        SslOptions = { RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.Subject == "CN=shop.example" },
    })
    {
        Timeout = TimeSpan.FromSeconds(20),
    };

    /// <summary>PostgreSQL's answer to the wish for TLS: S or N; null if nobody can be reached.</summary>
    private static async Task<char?> SpeaksTlsAsync(string host, CancellationToken deadline)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(deadline);
        limit.CancelAfter(TimeSpan.FromSeconds(3));
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(host, 25060, limit.Token);
            var request = new byte[8];
            BinaryPrimitives.WriteInt32BigEndian(request, 8);
            BinaryPrimitives.WriteInt32BigEndian(request.AsSpan(4), 80877103);
            await client.GetStream().WriteAsync(request, limit.Token);
            var answer = new byte[1];
            await client.GetStream().ReadExactlyAsync(answer, limit.Token);
            return (char)answer[0];
        }
        catch (Exception e) when (e is SocketException or IOException or OperationCanceledException)
        {
            return null;
        }
    }
}
