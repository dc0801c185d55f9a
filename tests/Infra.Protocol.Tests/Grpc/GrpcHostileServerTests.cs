using FsCheck;
using FsCheck.Xunit;
using Google.Protobuf.WellKnownTypes;
using Infra.Protocol.Grpc;
using Infra.Protocol.Tests.Support;
using Microsoft.AspNetCore.Http;
using Pulumirpc;

namespace Infra.Protocol.Tests.Grpc;

/// <summary>A peer that answers nonsense: every call ends with a status and a reason, and the next call works.</summary>
public sealed class GrpcHostileServerTests : IAsyncLifetime
{
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(20);
    private HostilePeer _peer = null!;
    private GrpcChannel _channel = null!;

    public async Task InitializeAsync()
    {
        _peer = await HostilePeer.StartAsync();
        _channel = new GrpcChannel(_peer.Address);
    }

    public async Task DisposeAsync()
    {
        _channel.Dispose();
        await _peer.DisposeAsync();
    }

    [Theory]
    [InlineData("html", StatusCode.Internal, "content type 'text/html'")]
    [InlineData("no type", StatusCode.Internal, "content type ''")]
    [InlineData("500", StatusCode.Unavailable, "HTTP 500")]
    [InlineData("204", StatusCode.Unavailable, "HTTP 204")]
    [InlineData("no trailers", StatusCode.Internal, "without a status")]
    [InlineData("no message", StatusCode.Internal, "no message")]
    [InlineData("word", StatusCode.Internal, "is not a number")]
    [InlineData("negative", StatusCode.Internal, "is not a number")]
    [InlineData("99", StatusCode.Unknown, "99 of them")]
    [InlineData("headers only", StatusCode.NotFound, "gone: 50%")]
    [InlineData("bad details", StatusCode.Aborted, "why")]
    [InlineData("cut", StatusCode.Unavailable, "")]
    [InlineData("cut in a frame", StatusCode.Unavailable, "")]
    [InlineData("short", StatusCode.Internal, "in the middle of a message")]
    [InlineData("compressed", StatusCode.Unimplemented, "compressed")]
    [InlineData("oversized", StatusCode.ResourceExhausted, "larger than")]
    [InlineData("two", StatusCode.Internal, "more than one message")]
    [InlineData("not protobuf", StatusCode.Internal, "not valid")]
    [InlineData("too deep", StatusCode.Internal, "not valid")]
    public async Task Call_WithANonsensicalAnswer_FailsWithItsReason(string fault, StatusCode status, string reason)
    {
        _peer.Answer = context => AnswerAsync(context, fault);

        var error = await Should.ThrowAsync<GrpcException>(CallAsync);

        (error.Status, error.Message).ShouldBe((status, error.Message));
        error.Message.ShouldContain(reason);
        await WorkAgainAsync();
    }

    [Fact]
    public async Task Call_OfAPeerThatNeverAnswers_EndsAtItsDeadline()
    {
        _peer.Answer = context => Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted);

        var call = _channel.UnaryCallAsync("a/b", new Empty(), GetRootResourceResponse.Parser, TimeSpan.FromMilliseconds(300));

        (await Should.ThrowAsync<GrpcException>(call.WaitAsync(_limit))).Status.ShouldBe(StatusCode.DeadlineExceeded);
        await WorkAgainAsync();
    }

    [Fact]
    public async Task Call_OfAPeerThatStopsInTheMiddle_EndsAtItsDeadline()
    {
        _peer.Answer = async context =>
        {
            context.Response.ContentType = "application/grpc";
            await WriteAsync(context, [0, 0, 0, 0, 9, 1]);
            await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted);
        };

        var call = _channel.UnaryCallAsync("a/b", new Empty(), GetRootResourceResponse.Parser, TimeSpan.FromMilliseconds(300));

        (await Should.ThrowAsync<GrpcException>(call.WaitAsync(_limit))).Status.ShouldBe(StatusCode.DeadlineExceeded);
    }

    [Property(MaxTest = 300)]
    public async Task Call_WithAnyBody_IsAMessageOrAStatus(byte[] body, bool status, bool framed)
    {
        _peer.Answer = async context =>
        {
            context.Response.ContentType = "application/grpc";
            await WriteAsync(context, framed ? [0, 0, 0, 0, (byte)Math.Min(body.Length, 255), .. body] : body);
            if (status)
            {
                context.Response.AppendTrailer("grpc-status", "0");
            }
        };
        try
        {
            (await CallAsync()).ShouldNotBeNull();
            status.ShouldBeTrue("an answer without a status is none");
        }
        catch (GrpcException e)
        {
            e.Message.ShouldNotBeEmpty();
        }
    }

    [Property(MaxTest = 300)]
    public async Task Call_WithAnyTrailers_IsAStatus(byte[] details, NonEmptyString message, byte code)
    {
        _peer.Answer = context =>
        {
            context.Response.ContentType = "application/grpc";
            context.Response.AppendTrailer("grpc-status", (code % 20 + 1).ToString(System.Globalization.CultureInfo.InvariantCulture));
            context.Response.AppendTrailer("grpc-message", string.Concat(message.Get.Where(c => c is >= ' ' and <= '~')));
            context.Response.AppendTrailer("grpc-status-details-bin", Convert.ToBase64String(details));
            return Task.CompletedTask;
        };

        // Without a message and with one alike.
        (await Should.ThrowAsync<GrpcException>(CallAsync)).Status.ShouldNotBe(StatusCode.OK);
    }

    private static async Task AnswerAsync(HttpContext context, string fault)
    {
        var response = context.Response;
        response.ContentType = fault switch { "html" => "text/html", "no type" => null, _ => "application/grpc" };
        switch (fault)
        {
            case "500" or "204":
                response.StatusCode = int.Parse(fault, System.Globalization.CultureInfo.InvariantCulture);
                return;
            case "headers only":
                response.Headers["grpc-status"] = "5";
                response.Headers["grpc-message"] = "gone: 50%";
                return;
            case "no trailers":
                await WriteAsync(context, [0, 0, 0, 0, 0]);
                return;
            case "cut":
                context.Abort();
                return;
            case "cut in a frame":
                await WriteAsync(context, [0, 0, 0, 0, 9, 1]);
                await response.Body.FlushAsync();
                context.Abort();
                return;
        }

        await WriteAsync(context, fault switch
        {
            "short" => [0, 0, 0, 0, 9, 1],
            "compressed" => [1, 0, 0, 0, 0],
            "oversized" => [0, 0xff, 0xff, 0xff, 0xff],
            "two" => [0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
            "not protobuf" => [0, 0, 0, 0, 2, 0x0a, 0x7f],
            "too deep" => TooDeep(),
            "html" or "no type" or "word" or "negative" or "99" or "bad details" => [0, 0, 0, 0, 0],
            _ => [],
        });
        response.AppendTrailer("grpc-status", fault switch { "word" => "fine", "negative" => "-1", "99" => "99", "bad details" => "10", _ => "0" });
        response.AppendTrailer("grpc-message", fault switch { "99" => "99 of them", "bad details" => "why", _ => "" });
        response.AppendTrailer("grpc-status-details-bin", fault == "bad details" ? "%%%" : "");
    }

    /// <summary>An unknown field that holds itself, a group in a group.</summary>
    private static byte[] TooDeep()
    {
        var body = Enumerable.Repeat((byte)0x7b, 20_000).Concat(Enumerable.Repeat((byte)0x7c, 20_000)).ToArray();
        return [0, 0, (byte)(body.Length >> 16), (byte)(body.Length >> 8), (byte)body.Length, .. body];
    }

    private async Task WorkAgainAsync()
    {
        _peer.Answer = async context =>
        {
            context.Response.ContentType = "application/grpc";
            await WriteAsync(context, [0, 0, 0, 0, 3, 0x0a, 1, (byte)'u']);
            context.Response.AppendTrailer("grpc-status", "0");
        };
        (await CallAsync()).Urn.ShouldBe("u");
    }

    private Task<GetRootResourceResponse> CallAsync() => _channel.UnaryCallAsync("a/b", new Empty(), GetRootResourceResponse.Parser).WaitAsync(_limit);

    private static async Task WriteAsync(HttpContext context, byte[] bytes) => await context.Response.BodyWriter.WriteAsync(bytes, context.RequestAborted);
}
