namespace Infra.Cli.Terminal;

/// <summary>Where a person, or a pipe, is. Results go to <see cref="Out"/>, messages to <see cref="Error"/>.</summary>
internal interface ITerminal
{
    TextWriter Out { get; }

    TextWriter Error { get; }

    TextReader In { get; }

    bool InIsTerminal { get; }

    bool OutIsTerminal { get; }

    bool ErrorIsTerminal { get; }

    /// <summary>Columns.</summary>
    int Width { get; }

    /// <summary>Lines.</summary>
    int Height { get; }

    /// <summary>
    /// Takes Ctrl-C from the keyboard until disposed. It then reaches this process alone and not its children, which
    /// are to finish what they do.
    /// </summary>
    IDisposable InterceptCancelKey(Action pressed);

    /// <summary>A line typed without being shown.</summary>
    string ReadHidden(string prompt);
}
