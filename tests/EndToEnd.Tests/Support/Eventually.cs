namespace EndToEnd.Tests.Support;

/// <summary>Waits for a condition, not for time.</summary>
internal static class Eventually
{
    /// <summary>Returns once the condition holds; it may throw HttpRequestException meanwhile. The token is the deadline.</summary>
    public static async Task TrueAsync(Func<Task<bool>> condition, CancellationToken deadline)
    {
        while (true)
        {
            try
            {
                if (await condition())
                {
                    return;
                }
            }
            catch (HttpRequestException) when (!deadline.IsCancellationRequested)
            {
                // Not there yet.
            }

            await Task.Delay(100, deadline);
        }
    }
}
