namespace EndToEnd.Tests.Support;

/// <summary>What is made is taken away again, however the test went.</summary>
internal static class Life
{
    /// <summary>Runs the end after the life. When both fail, both are told: what the life left unfinished often spoils its end.</summary>
    public static async Task RunAsync(Func<Task> life, Func<Task> end)
    {
        try
        {
            await life();
        }
        catch (Exception failure)
        {
            try
            {
                await end();
            }
            catch (Exception left)
            {
                throw new AggregateException(failure, left);
            }

            throw;
        }

        await end();
    }
}
