using System.Collections.Concurrent;

namespace Pulumi.Testing;

/// <summary>Keeps the errors that a program under test logs.</summary>
internal sealed class MockEngine : IEngine
{
    private readonly ConcurrentQueue<string> _errors = new();

    public Task LogAsync(LogLevel level, string message, string urn, int streamId, bool ephemeral)
    {
        if (level == LogLevel.Error)
        {
            _errors.Enqueue(message);
        }

        return Task.CompletedTask;
    }

    public Task RequirePulumiVersionAsync(string range) => Task.CompletedTask;

    /// <summary>Throws if there were errors: one as itself, several together.</summary>
    public void ThrowOnErrors()
    {
        var errors = _errors.Select(message => new RunException(message)).ToArray();
        if (errors.Length > 0)
        {
            throw errors.Length == 1 ? errors[0] : new AggregateException(errors.AsEnumerable());
        }
    }
}
