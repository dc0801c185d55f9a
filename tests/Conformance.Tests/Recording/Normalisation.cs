using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Conformance.Tests.Recording;

/// <summary>
/// With <see cref="NormalisedValues"/> the whole list of what may differ between the two SDKs, each with its reason. Everything else has to be equal.
/// Methods that are not recorded at all: SupportsFeature (which answers are asked for when is each SDK's own business; what
/// follows from them is compared), SetRootResource (only the Node SDK has it; the engine only stores it), Log.
/// </summary>
internal static partial class Normalisation
{
    /// <summary>Fields only one of the SDKs knows or sends, by request.</summary>
    private static readonly (string Field, string Reason)[] _dropped =
    [
        ("sourcePosition", "where in the program: the official .NET SDK does not send it"),
        ("stackTrace", "as sourcePosition"),
        ("supportsPartialValues", "the .NET SDK cannot take partly known properties and never says that it can"),
        ("aliasSpecs", "a flag for engines of 2022; the .NET SDK never sets it"),
    ];

    /// <summary>Messages that mean the same when they are empty as when they are absent.</summary>
    private static readonly (string Field, string Reason)[] _droppedWhenEmpty =
    [
        ("hooks", "the .NET SDK sends an empty message when there are no hooks"),
        ("customTimeouts", "the Node SDK sends an empty message when there are no timeouts"),
    ];

    /// <summary>The requests as text, in an order that does not depend on which was sent first: registrations are concurrent.</summary>
    public static string Apply(IEnumerable<RecordedRequest> requests) => string.Join('\n', requests
        .Select(request => Apply(request).ToString())
        .Order(StringComparer.Ordinal));

    private static RecordedRequest Apply(RecordedRequest request)
    {
        var body = request.Body.DeepClone().AsObject();
        foreach (var (field, _) in _dropped)
        {
            body.Remove(field);
        }

        NormaliseTimeouts(body);
        foreach (var (field, _) in _droppedWhenEmpty)
        {
            if (body[field] is JsonObject { Count: 0 })
            {
                body.Remove(field);
            }
        }

        DropProvidersOfLocalComponents(request.Method, body);
        DropParentOfAliases(body);
        return request with { Body = NormalisedValues.Of(body, withoutSecrets: request.Method == "Invoke").AsObject() };
    }

    /// <summary>Durations: the Node SDK sends what was written ("5m"), the .NET SDK nanoseconds of a TimeSpan.</summary>
    private static void NormaliseTimeouts(JsonObject body)
    {
        if (body["customTimeouts"] is not JsonObject timeouts)
        {
            return;
        }

        foreach (var (name, value) in timeouts.ToArray())
        {
            var seconds = Duration().Matches(value!.GetValue<string>()).Sum(part => double.Parse(part.Groups[1].ValueSpan, CultureInfo.InvariantCulture) * part.Groups[2].Value switch
            {
                "h" => 3600,
                "m" => 60,
                "s" => 1,
                "ns" => 1e-9,
                var unit => throw new FormatException($"the unit {unit} is not known here"),
            });
            timeouts[name] = $"{seconds} s";
        }
    }

    /// <summary>
    /// The Node SDK tells the providers of local components, so that the engine may pass them on to their children; the .NET
    /// SDK passes them on itself. What arrives at the children is compared.
    /// </summary>
    private static void DropProvidersOfLocalComponents(string method, JsonObject body)
    {
        if (method == "RegisterResource" && body["custom"] is null && body["remote"] is null)
        {
            body.Remove("providers");
        }
    }

    /// <summary>An alias without a parent of its own means the resource's; the Node SDK fills it in for old engines.</summary>
    private static void DropParentOfAliases(JsonObject body)
    {
        foreach (var spec in (body["aliases"] as JsonArray ?? []).Select(a => a?["spec"]).OfType<JsonObject>())
        {
            if (body["parent"] is { } parent && spec["parentUrn"]?.GetValue<string>() == parent.GetValue<string>())
            {
                spec.Remove("parentUrn");
            }
        }
    }

    [GeneratedRegex("([0-9.]+)([a-z]+)")]
    private static partial Regex Duration();
}
