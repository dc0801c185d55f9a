using System.Globalization;
using System.Text;
using Google.Protobuf;

namespace Infra.Protocol.Grpc;

/// <summary>Status, message and details as HTTP trailers carry them.</summary>
internal static class GrpcTrailers
{
    public const string Status = "grpc-status";
    public const string Message = "grpc-message";
    public const string Details = "grpc-status-details-bin";
    public const string Timeout = "grpc-timeout";

    /// <summary>Percent-encodes all but printable ASCII, and "%".</summary>
    public static string EncodeMessage(string message)
    {
        var text = new StringBuilder(message.Length);
        foreach (var b in Encoding.UTF8.GetBytes(message))
        {
            if (b is >= 0x20 and <= 0x7e and not (byte)'%')
            {
                text.Append((char)b);
            }
            else
            {
                text.Append('%').Append(b.ToString("X2", CultureInfo.InvariantCulture));
            }
        }

        return text.ToString();
    }

    /// <summary>The reverse; what is not properly encoded stays as it is.</summary>
    public static string DecodeMessage(string encoded)
    {
        var bytes = new List<byte>(encoded.Length);
        for (var i = 0; i < encoded.Length; i++)
        {
            if (encoded[i] == '%' && i + 2 < encoded.Length
                && byte.TryParse(encoded.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
            {
                bytes.Add(value);
                i += 2;
            }
            else
            {
                bytes.AddRange(Encoding.UTF8.GetBytes(encoded, i, 1));
            }
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }

    public static string EncodeDetails(GrpcException e) => Convert.ToBase64String(e.ToStatus().ToByteArray()).TrimEnd('=');

    /// <summary>The exception that a status, its message and details mean; unreadable details are left out.</summary>
    public static GrpcException Decode(int status, string message, string? details)
    {
        var told = details is null ? new Google.Rpc.Status() : DecodeDetails(details);
        (told.Code, told.Message) = (status, DecodeMessage(message));
        return GrpcException.From(told);
    }

    private static Google.Rpc.Status DecodeDetails(string text)
    {
        try
        {
            var padded = text.PadRight((text.Length + 3) / 4 * 4, '=');
            return Google.Rpc.Status.Parser.ParseFrom(Convert.FromBase64String(padded));
        }
        catch (Exception e) when (e is FormatException or InvalidProtocolBufferException)
        {
            return new Google.Rpc.Status();
        }
    }

    /// <summary>A deadline in gRPC's header form, at most eight digits and a unit.</summary>
    public static string EncodeTimeout(TimeSpan timeout)
    {
        var milliseconds = Math.Max(1, (long)timeout.TotalMilliseconds);
        return milliseconds < 100_000_000
            ? milliseconds.ToString(CultureInfo.InvariantCulture) + "m"
            : Math.Min(99_999_999, (long)timeout.TotalSeconds).ToString(CultureInfo.InvariantCulture) + "S";
    }

    /// <summary>Null if the header is absent or not understood.</summary>
    public static TimeSpan? DecodeTimeout(string? header)
    {
        if (string.IsNullOrEmpty(header) || header.Length > 9
            || !long.TryParse(header.AsSpan(0, header.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var value))
        {
            return null;
        }

        return header[^1] switch
        {
            'H' => TimeSpan.FromHours(value),
            'M' => TimeSpan.FromMinutes(value),
            'S' => TimeSpan.FromSeconds(value),
            'm' => TimeSpan.FromMilliseconds(value),
            'u' => TimeSpan.FromMicroseconds(value),
            'n' => TimeSpan.FromTicks(value / 100),
            _ => null,
        };
    }
}
