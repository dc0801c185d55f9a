namespace Pulumi;

/// <summary>The engine could not be told a message.</summary>
public class LogException(Exception exception) : Exception("The engine did not take a log message: " + exception.Message, exception);
