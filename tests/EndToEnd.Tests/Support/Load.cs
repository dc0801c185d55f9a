using System.Collections.Concurrent;

namespace EndToEnd.Tests.Support;

/// <summary>Visitors who never pause: counts what they got while something else happens.</summary>
internal sealed class Load : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<string> _failures = new();
    private readonly Task[] _visitors;
    private int _served;

    private Load(Func<HttpClient> client, Uri address, int visitors) =>
        _visitors = [.. Enumerable.Range(0, visitors).Select(_ => Task.Run(() => VisitAsync(client, address)))];

    public int Served => _served;

    public IReadOnlyCollection<string> Failures => _failures;

    /// <summary>Begins, and returns once the first requests were served.</summary>
    public static async Task<Load> StartAsync(Func<HttpClient> client, Uri address, int visitors = 4)
    {
        var load = new Load(client, address, visitors);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (load.Served < visitors && load._failures.IsEmpty)
        {
            await Task.Delay(10, limit.Token);
        }

        return load;
    }

    /// <summary>Ends it: no request may have failed, and enough must have been made to mean something.</summary>
    public async Task ShouldHaveLostNothingAsync()
    {
        await StopAsync();
        _failures.ShouldBeEmpty($"of {Served} requests");
        Served.ShouldBeGreaterThan(20);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
    }

    private async Task StopAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_visitors);
    }

    private async Task VisitAsync(Func<HttpClient> create, Uri address)
    {
        while (!_stop.IsCancellationRequested)
        {
            // Some requests on one connection, then a new one: both ways of losing a request are tried.
            using var client = create();
            for (var i = 0; i < 10 && !_stop.IsCancellationRequested; i++)
            {
                try
                {
                    using var response = await client.GetAsync(address, CancellationToken.None);
                    if (response.IsSuccessStatusCode)
                    {
                        Interlocked.Increment(ref _served);
                    }
                    else
                    {
                        _failures.Enqueue($"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync(CancellationToken.None)}");
                    }
                }
                catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
                {
                    _failures.Enqueue(e.InnerException?.Message ?? e.Message);
                }
            }
        }
    }
}
