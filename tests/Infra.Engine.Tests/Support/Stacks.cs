using Infra.Engine.Secrets;
using Infra.Engine.State;
using Infra.Protocol.Properties;
using Microsoft.Extensions.Time.Testing;

namespace Infra.Engine.Tests.Support;

/// <summary>A file backend in a directory of its own, with a passphrase.</summary>
internal sealed class Stacks(bool inMemory = false) : IDisposable
{
    private static readonly PassphraseSecrets _secrets = PassphraseSecrets.Create(new Passphrase("test", "test"));

    public TemporaryDirectory Directory { get; } = new(inMemory);

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    public ISecretsManager Secrets => _secrets;

    public string StateFile => Path.Combine(Directory.Path, ".pulumi", "stacks", "demo", "dev.json");

    public string JournalFile => Path.Combine(Directory.Path, ".pulumi", "journals", "demo", "dev.jsonl");

    public string LockDirectory => Path.Combine(Directory.Path, ".pulumi", "locks", "organization", "demo", "dev");

    public FileBackend Open(bool compress = false) =>
        FileBackend.Open("file://" + Directory.Path, "/nowhere", "demo", new BackendOptions(compress, Backups: true, "v0.1.0"), Clock);

    public static ResourceState Resource(string name, string type = "demo:index:Thing", string parent = "") => new()
    {
        Urn = $"urn:pulumi:dev::demo::{type}::{name}",
        Type = type,
        Parent = parent,
        Created = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
    };

    public static Snapshot Sample()
    {
        var root = Resource("demo-dev", "pulumi:pulumi:Stack") with { Outputs = [new("url", "https://x/?a=1&b=<2>")] };
        var provider = Resource("default", "pulumi:providers:demo") with { Custom = true, Id = "7d8e" };
        var thing = Resource("one", parent: root.Urn) with
        {
            Custom = true,
            Id = "1",
            Provider = $"{provider.Urn}::{provider.Id}",
            Inputs = [new("count", 3), new("password", ((PropertyValue)"canary").AsSecret()), new("tags", PropertyValue.Array("a", "b"))],
            Outputs = [new("ratio", 0.1), new("big", 1e21)],
            Protect = true,
            Dependencies = [root.Urn],
        };
        return new Snapshot { Resources = [root, provider, thing] };
    }

    public void Dispose() => Directory.Dispose();
}
