using Infra.Rehearsal.Databases;

namespace Infra.Rehearsal.Tests.Databases;

public sealed class PoolerSettingsTests
{
    [Fact]
    public void Render_OfTwoPools_LeadsEachToItsDatabaseOverTls()
    {
        var settings = PoolerSettings.Render([new("shop-pool", "shop", "transaction", 10), new("reports", "shop", "session", 3)], "/c", "/k", "/u");

        settings.Split('\n').ShouldBe(
        [
            "[databases]",
            "reports = host=/var/run/postgresql port=25060 dbname=shop pool_mode=session pool_size=3",
            "shop-pool = host=/var/run/postgresql port=25060 dbname=shop pool_mode=transaction pool_size=10",
            "",
            "[pgbouncer]",
            "listen_addr = *",
            "listen_port = 25061",
            "unix_socket_dir =",
            "auth_type = scram-sha-256",
            "auth_file = /u",
            "client_tls_sslmode = require",
            "client_tls_cert_file = /c",
            "client_tls_key_file = /k",
            "max_client_conn = 5000",
            "ignore_startup_parameters = extra_float_digits",
            "",
        ]);
    }
}
