using System.Globalization;
using System.Text;

namespace Infra.Rehearsal.Databases;

/// <summary>PgBouncer's file of settings. Pure.</summary>
internal static class PoolerSettings
{
    // Of every cluster at DigitalOcean, however large.
    private const int Clients = 5000;

    /// <param name="pools">All that there are, in any order.</param>
    /// <param name="certificate">The path of the certificate for TLS, which clients have to speak.</param>
    /// <param name="key">The path of its key.</param>
    /// <param name="users">The path of the list of users and their secrets.</param>
    public static string Render(IEnumerable<Pool> pools, string certificate, string key, string users)
    {
        var text = new StringBuilder("[databases]\n");
        foreach (var pool in pools.OrderBy(p => p.Name, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"{pool.Name} = host=/var/run/postgresql port={DatabaseServer.Port} dbname={pool.Database} pool_mode={pool.Mode} pool_size={pool.Size}\n");
        }

        return text.Append(
            CultureInfo.InvariantCulture,
            $"""

            [pgbouncer]
            listen_addr = *
            listen_port = {DatabaseServer.PoolPort}
            unix_socket_dir =
            auth_type = scram-sha-256
            auth_file = {users}
            client_tls_sslmode = require
            client_tls_cert_file = {certificate}
            client_tls_key_file = {key}
            max_client_conn = {Clients}
            ignore_startup_parameters = extra_float_digits

            """).ToString();
    }
}
