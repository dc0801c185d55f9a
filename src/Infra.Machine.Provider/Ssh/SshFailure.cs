using System.Text.RegularExpressions;
using Infra.Machine.Provider.Resources;
using Infra.Protocol.Providers;

namespace Infra.Machine.Provider.Ssh;

/// <summary>What ssh's complaint means, and what to tell a person.</summary>
internal sealed partial record SshFailure(SshFailureKind Kind, string Message)
{
    public static SshFailure Classify(string error)
    {
        var text = error.Trim();
        return new(KindOf(text), text);
    }

    /// <summary>True if the same attempt may succeed while the server starts; an address that is silent counts for a new server only.</summary>
    public bool IsTransient(Patience patience) => Kind switch
    {
        SshFailureKind.Starting or SshFailureKind.Refused => patience >= Patience.Starting,
        SshFailureKind.Unreachable => patience >= Patience.Booting,
        _ => false,
    };

    public ProviderException ToException(ServerConnection connection) => Kind switch
    {
        SshFailureKind.Unreachable => Problem.Of(
            "INF5101",
            "Server unreachable",
            $"{connection.Display} does not answer ({LastLine}).",
            $"Is it running, is the address right, does a firewall let port {connection.Port} through?"),
        SshFailureKind.UnknownHost => Problem.Of(
            "INF5101", "Server unreachable", $"The name '{connection.Host}' has no address ({LastLine}).", "Correct the name, or use an IP address."),
        SshFailureKind.Refused => Problem.Of(
            "INF5102",
            "Connection refused",
            $"{connection.Host} answers, but no SSH server listens at port {connection.Port}.",
            "Is the port right? On the server: systemctl status ssh"),
        SshFailureKind.Starting => Problem.Of(
            "INF5108", "The server does not let anybody in yet", $"{connection.Display} ended the connection ({LastLine}).", "If it is starting, try again in a moment."),
        SshFailureKind.HostKeyChanged => Problem.Of(
            "INF5103",
            "The server's host key is not the known one",
            $"{connection.Host} port {connection.Port} identifies itself as {FoundFingerprint}; known is {connection.HostKey.Fingerprint} ({connection.HostKey.Type}). Nothing was sent to it.",
            "Either it is another server (or somebody in between), or it was installed anew. Compare with `ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub` on the server's own console; only if that is the new key, change hostKey to it."),
        SshFailureKind.PermissionDenied => Problem.Of(
            "INF5104",
            "The server refused the key",
            $"{connection.Host} does not let '{connection.User}' in with the given key ({LastLine}).",
            $"Is its public part in the authorized_keys of '{connection.User}' there? On the server: journalctl -u ssh -n 20"),
        _ => Problem.Of("INF5109", "No connection to the server", $"ssh to {connection.Display} failed: {(Message.Length == 0 ? "it said nothing" : Message)}."),
    };

    private string LastLine => Message.Split('\n')[^1].Trim().TrimEnd('.');

    private string FoundFingerprint => Fingerprint().Match(Message) is { Success: true } found ? found.Value : "another key";

    private static SshFailureKind KindOf(string text) => 0 switch
    {
        _ when HostKey().IsMatch(text) => SshFailureKind.HostKeyChanged,
        _ when Starting().IsMatch(text) => SshFailureKind.Starting,
        _ when PermissionDenied().IsMatch(text) => SshFailureKind.PermissionDenied,
        _ when text.Contains("Could not resolve hostname", StringComparison.Ordinal) => SshFailureKind.UnknownHost,
        _ when text.Contains("Connection refused", StringComparison.Ordinal) => SshFailureKind.Refused,
        _ when Unreachable().IsMatch(text) => SshFailureKind.Unreachable,
        _ when Closed().IsMatch(text) => SshFailureKind.Starting,
        _ => SshFailureKind.Other,
    };

    [GeneratedRegex("REMOTE HOST IDENTIFICATION HAS CHANGED|Host key verification failed|no matching host key type found|No .* host key is known for")]
    private static partial Regex HostKey();

    [GeneratedRegex("System is booting up|Unprivileged users are not permitted to log in yet|pam_nologin")]
    private static partial Regex Starting();

    [GeneratedRegex("Permission denied|Too many authentication failures|no mutual signature algorithm")]
    private static partial Regex PermissionDenied();

    [GeneratedRegex("timed out|No route to host|Network is unreachable|Host is down|not responding", RegexOptions.IgnoreCase)]
    private static partial Regex Unreachable();

    [GeneratedRegex("kex_exchange_identification|Connection closed by|Connection reset|Broken pipe|banner")]
    private static partial Regex Closed();

    [GeneratedRegex("SHA256:[A-Za-z0-9+/]{43}")]
    private static partial Regex Fingerprint();
}
