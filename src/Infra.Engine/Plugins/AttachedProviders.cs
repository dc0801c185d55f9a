using System.Collections.Immutable;
using System.Globalization;
using Infra.Engine.Diagnostics;

namespace Infra.Engine.Plugins;

/// <summary>Providers that a person runs, under a debugger perhaps: they are called where they are, and not ended.</summary>
internal static class AttachedProviders
{
    private const string Variable = "PULUMI_DEBUG_PROVIDERS";

    /// <summary>Package to port.</summary>
    /// <param name="text">"name:port,name:port"; blanks do not matter.</param>
    /// <exception cref="InfraException">INF4309: it is something else.</exception>
    public static ImmutableSortedDictionary<string, int> Parse(string text)
    {
        var ports = ImmutableSortedDictionary.CreateBuilder<string, int>(StringComparer.Ordinal);
        foreach (var entry in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (entry.Split(':', StringSplitOptions.TrimEntries) is not [{ Length: > 0 } package, var number]
                || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port is 0 or > ushort.MaxValue)
            {
                throw Wrong($"'{entry}' is not a package and the port its provider listens on.");
            }

            if (!ports.TryAdd(package, port))
            {
                throw Wrong($"The package '{package}' is named twice.");
            }
        }

        return ports.ToImmutable();
    }

    public static InfraException Silent(string package, int port, string problem) => new(
        DiagnosticCodes.AttachedProvider, $"the provider '{package}' that {Variable} names does not answer", $"Nothing that is one listens on 127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}: {problem}",
        $"Start it first: its first line is its port. Or unset {Variable}.", exitCode: ExitCodes.Configuration);

    private static InfraException Wrong(string detail) => new(
        DiagnosticCodes.AttachedProvider, $"{Variable} cannot be understood", detail, $"Write it as in:\n  {Variable}=machine:40123,random:40124", exitCode: ExitCodes.Configuration);
}
