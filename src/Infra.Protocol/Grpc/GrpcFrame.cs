using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using Google.Protobuf;
using Infra.Protocol.Properties;

namespace Infra.Protocol.Grpc;

/// <summary>gRPC's framing of one message: a byte "compressed" (always 0), four bytes of length, the message.</summary>
internal static class GrpcFrame
{
    public const int HeaderLength = 5;

    /// <summary>Largest message either side takes: 400 MiB, as Pulumi's peers do.</summary>
    public const int MaximumLength = 400 * 1024 * 1024;

    /// <summary>A level of a property is up to three of messages.</summary>
    private const int RecursionLimit = (3 * PropertyTrail.MaximumDepth) + 20;

    /// <exception cref="GrpcException">The message is larger than <see cref="MaximumLength"/>.</exception>
    public static byte[] Encode(IMessage message)
    {
        var length = LengthOf(message);
        var frame = new byte[HeaderLength + length];
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(1), (uint)length);
        message.WriteTo(frame.AsSpan(HeaderLength));
        return frame;
    }

    /// <summary>Writes the message into a buffer, without flushing it.</summary>
    /// <exception cref="GrpcException">The message is larger than <see cref="MaximumLength"/>; nothing is written.</exception>
    public static void Write(IMessage message, IBufferWriter<byte> writer)
    {
        var length = LengthOf(message);
        var frame = writer.GetSpan(HeaderLength + length)[..(HeaderLength + length)];
        frame[0] = 0;
        BinaryPrimitives.WriteUInt32BigEndian(frame[1..], (uint)length);
        message.WriteTo(frame[HeaderLength..]);
        writer.Advance(frame.Length);
    }

    /// <summary>Reads the one message of a unary call, and that nothing follows it. Null: the stream was empty.</summary>
    public static async Task<IMessage?> ReadSingleAsync(PipeReader reader, MessageParser parser, CancellationToken cancellationToken)
    {
        IMessage? message = null;
        while (true)
        {
            var result = await reader.ReadAsync(cancellationToken);
            var buffer = result.Buffer;
            while (TryTake(ref buffer, out var body))
            {
                if (message is not null)
                {
                    throw new GrpcException(StatusCode.Internal, "more than one message in a unary call");
                }

                message = Parse(parser, body);
            }

            reader.AdvanceTo(buffer.Start, buffer.End);
            if (result.IsCompleted)
            {
                return buffer.IsEmpty ? message : throw CutOff();
            }
        }
    }

    /// <exception cref="GrpcException">The bytes are no such message.</exception>
    public static IMessage Parse(MessageParser parser, ReadOnlySequence<byte> body)
    {
        try
        {
            return parser.ParseFrom(body);
        }
        catch (InvalidProtocolBufferException)
        {
            return ParseDeep(parser, body);
        }
    }

    public static GrpcException CutOff() => new(StatusCode.Internal, "the stream ended in the middle of a message");

    private static int LengthOf(IMessage message) => message.CalculateSize() is var length && length <= MaximumLength
        ? length
        : throw TooLarge(length);

    private static GrpcException TooLarge(long length) => new(StatusCode.ResourceExhausted, $"a message of {length} bytes is larger than {MaximumLength}");

    /// <summary>Takes the first message off the buffer; false if it has not come whole.</summary>
    public static bool TryTake(ref ReadOnlySequence<byte> buffer, out ReadOnlySequence<byte> body)
    {
        body = default;
        if (buffer.Length < HeaderLength)
        {
            return false;
        }

        Span<byte> header = stackalloc byte[HeaderLength];
        buffer.Slice(0, HeaderLength).CopyTo(header);
        if (header[0] != 0)
        {
            throw new GrpcException(StatusCode.Unimplemented, "compressed messages are not supported");
        }

        var length = BinaryPrimitives.ReadUInt32BigEndian(header[1..]);
        if (length > MaximumLength)
        {
            throw TooLarge(length);
        }

        if (buffer.Length < HeaderLength + length)
        {
            return false;
        }

        body = buffer.Slice(HeaderLength, length);
        buffer = buffer.Slice(HeaderLength + length);
        return true;
    }

    /// <summary>Properties may be nested deeper than protobuf goes unless told otherwise.</summary>
    private static IMessage ParseDeep(MessageParser parser, ReadOnlySequence<byte> body)
    {
        using var stream = new MemoryStream(body.ToArray());
        try
        {
            return parser.ParseFrom(CodedInputStream.CreateWithLimits(stream, MaximumLength, RecursionLimit));
        }
        catch (InvalidProtocolBufferException e)
        {
            throw new GrpcException(StatusCode.Internal, $"a message is not valid: {e.Message}", [], e);
        }
    }
}
