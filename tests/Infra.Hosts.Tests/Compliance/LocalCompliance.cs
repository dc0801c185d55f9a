using Infra.Hosting;
using Infra.Local;

namespace Infra.Hosts.Tests.Compliance;

public sealed class LocalCompliance : HostCompliance
{
    private protected override Host Good { get; } = new LocalHost();

    private protected override Host Wrong => Good;

    private protected override IReadOnlyList<string> WrongSubjects => ["Runtime.Version", "Database.Version", "Database.Placement"];

    private protected override (string[] OfWorkers, string[] OfMaxBody) Changes => (["shop-app-server"], ["shop-web-server"]);
}
