using System.Net;
using System.Net.Sockets;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Infra.Protocol.Grpc;

namespace Infra.Protocol.Tests.Grpc;

public sealed class FrameWriterTests : IDisposable
{
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(20);
    private readonly Socket _from;
    private readonly Socket _to;

    public FrameWriterTests()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        _from = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        _from.Connect(listener.LocalEndPoint!);
        _to = listener.Accept();
        (_from.Blocking, _to.Blocking) = (false, false);
    }

    public void Dispose()
    {
        _from.Dispose();
        _to.Dispose();
    }

    [Fact]
    public async Task Write_OfManyCallersToASlowReader_LosesNothingAndKeepsTheirOrder()
    {
        var writer = new FrameWriter(_from);
        var writes = Enumerable.Range(0, 2000).Select(i => writer.WriteAsync(Text(i))).ToArray();

        var read = await Task.Run(() => Read(2000)).WaitAsync(_limit);

        read.ShouldBe(Enumerable.Range(0, 2000).Select(i => Text(i).Value));
        await Task.WhenAll(writes).WaitAsync(_limit);
    }

    [Fact]
    public async Task Write_OfAMessageThatIsTooLarge_FailsAlone()
    {
        var writer = new FrameWriter(_from);
        var tooLarge = new BytesValue { Value = UnsafeByteOperations.UnsafeWrap(new byte[GrpcFrame.MaximumLength]) };

        (await Should.ThrowAsync<GrpcException>(() => writer.WriteAsync(tooLarge))).Status.ShouldBe(StatusCode.ResourceExhausted);

        await writer.WriteAsync(Text(1));
        Read(1).ShouldBe([Text(1).Value]);
    }

    [Fact]
    public async Task Write_ToAConnectionThatIsClosed_Fails()
    {
        _from.Dispose();

        await Should.ThrowAsync<ObjectDisposedException>(() => new FrameWriter(_from).WriteAsync(Text(1)));
    }

    /// <summary>Together more than a connection takes before somebody reads.</summary>
    private static StringValue Text(int number) => new() { Value = number + new string('x', 5000) };

    private string[] Read(int count)
    {
        var reader = new FrameReader(_to);
        return [.. Enumerable.Range(0, count).Select(_ => reader.Read(StringValue.Parser)!.Value)];
    }
}
