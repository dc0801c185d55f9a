using Infra.Engine.Diagnostics;
using Infra.Protocol.Grpc;

namespace Infra.Engine.Program;

/// <summary>What programs of Pulumi may ask for and this engine does not do: refused by name.</summary>
internal static class Unsupported
{
    /// <param name="use">Who uses what, as a sentence without its end.</param>
    public static InfraException Feature(string use) => new(
        DiagnosticCodes.FeatureUnsupported, use, "This engine does not support that yet; the official engine does.", "Leave it out, or run the program with the official CLI.");

    /// <param name="what">In the plural.</param>
    public static GrpcException Method(string what) =>
        new(StatusCode.Unimplemented, $"{DiagnosticCodes.FeatureUnsupported}: {what} are not supported by this engine yet; the official engine does them");
}
