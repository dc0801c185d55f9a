using System.Text;
using Infra.Engine.Diagnostics;

namespace Infra.Cli.Operations;

/// <summary>The file of --event-log.</summary>
internal static class EventLogFile
{
    public static TextWriter? Open(string? path)
    {
        if (path is null)
        {
            return null;
        }

        try
        {
            return new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InfraException(CliCodes.FileProblem, "A file of the command line cannot be used", e.Message, "Give --event-log a file that can be written.", path, ExitCodes.Configuration, e);
        }
    }
}
