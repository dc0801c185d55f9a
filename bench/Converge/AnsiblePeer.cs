namespace Bench.Converge;

/// <summary>The environment by an ordinary playbook, pipelining on.</summary>
internal sealed class AnsiblePeer(string directory, string playbooks)
{
    public async Task PrepareAsync(BenchServer server, string sample)
    {
        var key = Path.Combine(directory, "key");
        await File.WriteAllTextAsync(key, server.PrivateKey);
        File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await File.WriteAllTextAsync(
            Path.Combine(directory, "hosts"), $"server ansible_host={server.Address} ansible_user=deploy ansible_ssh_private_key_file={key}\n");
        await Timed.RunAsync("tar", ["-C", sample, "--exclude=__pycache__", "-czf", Path.Combine(directory, "app.tar.gz"), "."], directory, _environment);
        await Timed.RunAsync(
            "openssl",
            [
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "30", "-subj", "/CN=shop.test",
                "-addext", "subjectAltName=DNS:shop.test", "-keyout", Path.Combine(directory, "tls.key"), "-out", Path.Combine(directory, "tls.crt"),
            ],
            directory,
            _environment);
    }

    private static readonly Dictionary<string, string> _environment = [];

    public Task<TimeSpan> ConvergeAsync(int workers) =>
        Timed.RunAsync(
            "ansible-playbook",
            [
                "-i", Path.Combine(directory, "hosts"),
                "-e", $"workers={workers}",
                "-e", $"source_archive={Path.Combine(directory, "app.tar.gz")}",
                "-e", $"certificate={Path.Combine(directory, "tls.crt")}",
                "-e", $"certificate_key={Path.Combine(directory, "tls.key")}",
                Path.Combine(playbooks, "playbook.yml"),
            ],
            playbooks,
            new Dictionary<string, string> { ["ANSIBLE_CONFIG"] = Path.Combine(playbooks, "ansible.cfg") });
}
