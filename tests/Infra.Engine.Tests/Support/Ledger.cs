using System.Collections.Concurrent;
using Infra.Protocol.Properties;

namespace Infra.Engine.Tests.Support;

/// <summary>The real things a <see cref="TestProvider"/> has made, and every call that changed one.</summary>
internal sealed class Ledger
{
    private int _next;

    public ConcurrentDictionary<string, PropertyMap> Things { get; } = new();

    public ConcurrentQueue<string> Calls { get; } = new();

    public string NextId() => $"id-{Interlocked.Increment(ref _next)}";
}
