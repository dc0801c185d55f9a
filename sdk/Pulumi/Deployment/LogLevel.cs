namespace Pulumi;

/// <summary>How bad a message is; the numbers are those on the wire.</summary>
internal enum LogLevel
{
    Debug = 0,
    Info = 1,
    Warning = 2,
    Error = 3,
}
