using System.Globalization;
using System.Text.RegularExpressions;
using Infra.Machine.Provider.Local;
using Infra.Protocol.Providers;

namespace Infra.Rehearsal.Account;

/// <summary>
/// Refusals of the cloud that are rehearsed too: INFRA_REHEARSAL_FAULTS says which, as Droplet:create:429x2 — calls of a kind
/// that meet a status, and how many of them; without a number all do. Several are separated by commas.
/// </summary>
internal sealed partial class CloudFaults
{
    public const string Variable = "INFRA_REHEARSAL_FAULTS";

    // The real provider's own: four more tries, 1 to 30 seconds between them.
    private const int Retries = 4;
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(30);

    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private readonly List<Fault> _faults;

    private CloudFaults(IEnumerable<Fault> faults, TimeProvider time) => (_faults, _time) = ([.. faults], time);

    /// <exception cref="ProviderException">The text is no list of faults.</exception>
    public static CloudFaults Parse(string? text, TimeProvider time) => new(
        (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(One), time);

    /// <summary>Lets the call meet its fault; tries again where the real provider does.</summary>
    public async Task MeetAsync(string kind, string call, Narrator narrator, CancellationToken cancellationToken)
    {
        for (var tries = 0; Next(kind, call) is { } status; tries++)
        {
            if (status is not (429 or >= 500) || tries == Retries)
            {
                throw Refusal(status, kind, call, tries);
            }

            var wait = TimeSpan.FromSeconds(Math.Min(Math.Pow(2, tries), _longest.TotalSeconds));
            narrator.Progress($"the cloud answers {status}; once more in {wait.TotalSeconds:0} s");
            await Task.Delay(wait, _time, cancellationToken);
        }
    }

    private int? Next(string kind, string call)
    {
        lock (_gate)
        {
            var at = _faults.FindIndex(f => f.Kind == kind && f.Call == call && f.Times != 0);
            if (at < 0)
            {
                return null;
            }

            var fault = _faults[at];
            _faults[at] = fault with { Times = fault.Times - 1 };
            return fault.Status;
        }
    }

    private static ProviderException Refusal(int status, string kind, string call, int tries)
    {
        var (id, message) = status switch
        {
            401 => ("unauthorized", "Unable to authenticate you"),
            403 => ("forbidden", "You are not authorized to perform this operation"),
            422 => ("unprocessable_entity", $"{call} of this {kind} will exceed your limit of them"),
            429 => ("too_many_requests", "API Rate limit exceeded."),
            _ => ("server_error", "Server Error"),
        };
        return CloudAnswer.Of(status, id, tries == 0 ? message : $"{message} (after {tries + 1} tries)");
    }

    private static Fault One(string text)
    {
        var match = Form().Match(text);
        return match.Success
            ? new(match.Groups["kind"].Value, match.Groups["call"].Value, Whole(match.Groups["status"].Value), match.Groups["times"].Success ? Whole(match.Groups["times"].Value) : -1)
            : throw new ProviderException($"{Variable}: '{text}' is no fault: <kind>:<create, update or delete>:<status>[x<times>], as Droplet:create:429x2");
    }

    private static int Whole(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?<kind>[A-Z][A-Za-z]+):(?<call>create|update|delete):(?<status>[45][0-9][0-9])(x(?<times>[1-9][0-9]{0,5}))?\z")]
    private static partial Regex Form();

    private sealed record Fault(string Kind, string Call, int Status, int Times);
}
