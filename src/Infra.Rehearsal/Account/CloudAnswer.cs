using Infra.Protocol.Providers;

namespace Infra.Rehearsal.Account;

/// <summary>A refusal in the words of the cloud's API: status, id, message.</summary>
internal static class CloudAnswer
{
    public static ProviderException NotFound(string message) => Of(404, "not_found", message);

    /// <summary>The request is understood and cannot be done.</summary>
    public static ProviderException Unprocessable(string message) => Of(422, "unprocessable_entity", message);

    public static ProviderException Of(int status, string id, string message) =>
        new($"INF7505: the rehearsed cloud refuses: {message}\nDigitalOcean would answer {status} ({id}).");
}
