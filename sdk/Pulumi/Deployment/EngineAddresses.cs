using System.Net;

namespace Pulumi;

/// <summary>Where a program finds the engine that has started it.</summary>
/// <param name="Monitor">The service for resources, "host:port".</param>
/// <param name="Engine">The service for messages, "host:port".</param>
/// <param name="Exchange">Where infra takes calls of both for less work; null: the engine is another.</param>
internal sealed record EngineAddresses(string Monitor, string Engine, IPEndPoint? Exchange = null)
{
    /// <summary>"monitor exchange": what this program starts may inherit the variable and have another engine.</summary>
    private const string ExchangeVariable = "INFRA_EXCHANGE";

    public static EngineAddresses Read(Func<string, string> require, Func<string, string?> read)
    {
        var monitor = require("PULUMI_MONITOR");
        var exchange = read(ExchangeVariable)?.Split(' ') is [var of, var address] && of == monitor && IPEndPoint.TryParse(address, out var endpoint) ? endpoint : null;
        return new EngineAddresses(monitor, require("PULUMI_ENGINE"), exchange);
    }
}
