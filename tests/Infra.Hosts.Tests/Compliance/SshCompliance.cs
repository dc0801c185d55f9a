using Infra.Hosting;
using Infra.Hosts.Tests.Support;
using Infra.Ssh;
using Pulumi;

namespace Infra.Hosts.Tests.Compliance;

public sealed class SshCompliance : HostCompliance
{
    private protected override Host Good { get; } = new SshHost(new()
    {
        Address = "192.0.2.7",
        User = "ada",
        HostKey = Rehearsal.PublicKey,
        PrivateKey = Output.CreateSecret(Rehearsal.PrivateKey),
    });

    private protected override Host Wrong { get; } = new SshHost(new() { Address = "no address", User = "root", Port = 0 });

    private protected override IReadOnlyList<string> WrongSubjects =>
        ["infra:address", "infra:user", "infra:port", "infra:hostKey", "infra:privateKey", "Runtime.Version", "Database.Version", "Database.Placement"];

    private protected override (string[] OfWorkers, string[] OfMaxBody) Changes => (["shop-app-server"], ["shop-web-server"]);
}
