using System.Net.Sockets;

namespace Infra.Protocol.Grpc;

/// <summary>One connection to a <see cref="CallExchange"/>.</summary>
/// <param name="socket">Connected; closed at the end.</param>
/// <param name="answer">Answers a call without an exception.</param>
/// <param name="maximum">Calls under way at once.</param>
internal sealed class ExchangeConnection(Socket socket, Func<Call, CancellationToken, Task<Answer>> answer, int maximum)
{
    private readonly FrameWriter _answers = new(socket);

    /// <summary>Returns when the caller has gone or was told why it is not served any more, and no call is under way.</summary>
    /// <param name="closing">Gives up the calls that are under way.</param>
    public async Task ServeAsync(CancellationToken closing)
    {
        using var open = socket;
        (socket.NoDelay, socket.Blocking) = (true, false);
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(closing);
        await using var interruption = gone.Token.Register(socket.Dispose);
        using var places = new SemaphoreSlim(maximum);
        var refusal = await Task.Factory.StartNew(() => Read(places, gone.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        if (refusal is not null)
        {
            await WriteAsync(new Answer { Status = refusal.ToStatus() });
        }

        await gone.CancelAsync();
        // Whoever has all places has waited for everyone.
        for (var i = 0; i < maximum; i++)
        {
            await places.WaitAsync(CancellationToken.None);
        }
    }

    /// <summary>Why nothing is read any more; null: nobody is there to be told.</summary>
    private GrpcException? Read(SemaphoreSlim places, CancellationToken gone)
    {
        try
        {
            var reader = new FrameReader(socket);
            while (reader.Read(Call.Parser) is { } call)
            {
                places.Wait(gone);
                // In a chain of calls there is no other to read, and no thread has to wake for this one.
                _ = reader.HasMore ? Task.Run(() => AnswerAsync(call, places, gone), CancellationToken.None) : AnswerAsync(call, places, gone);
            }

            return null;
        }
        catch (GrpcException e)
        {
            return e;
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            return null;
        }
    }

    private async Task AnswerAsync(Call call, SemaphoreSlim places, CancellationToken gone)
    {
        try
        {
            await WriteAsync(await answer(call, gone));
        }
        finally
        {
            places.Release();
        }
    }

    private async Task WriteAsync(Answer message)
    {
        try
        {
            await _answers.WriteAsync(message);
        }
        catch (GrpcException tooLarge)
        {
            await WriteAsync(new Answer { Id = message.Id, Status = tooLarge.ToStatus() });
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Nobody waits for the answer any more.
        }
    }
}
