using Infra.Cli.Display;

namespace Infra.Cli.Terminal;

/// <summary>A terminal with the choices of one command line: colour, and whether anybody can be asked.</summary>
internal sealed class Screen
{
    private readonly bool _colorOut;
    private readonly bool _colorError;

    public Screen(ITerminal terminal, IReadOnlyDictionary<string, string> variables, ColorChoice color = ColorChoice.Auto, bool nonInteractive = false)
    {
        Terminal = terminal;
        _colorOut = Ambience.WantsColor(color, terminal.OutIsTerminal, variables);
        _colorError = Ambience.WantsColor(color, terminal.ErrorIsTerminal, variables);
        IsInteractive = !nonInteractive && terminal is { InIsTerminal: true, OutIsTerminal: true } && !Ambience.IsBuildServer(variables);
        IsLive = !nonInteractive && terminal.OutIsTerminal && !Ambience.IsBuildServer(variables) && variables.GetValueOrDefault("TERM") != "dumb";
    }

    public ITerminal Terminal { get; }

    /// <summary>A person can be asked.</summary>
    public bool IsInteractive { get; }

    /// <summary>What is shown can be redrawn.</summary>
    public bool IsLive { get; }

    /// <summary>Columns for tables and trees; a pipe has no end.</summary>
    public int Width => Terminal.OutIsTerminal ? Terminal.Width : int.MaxValue;

    public void Write(IEnumerable<Line> lines)
    {
        foreach (var line in lines)
        {
            Terminal.Out.WriteLine(line.ToText(_colorOut));
        }
    }

    public void Write(Line line) => Terminal.Out.WriteLine(line.ToText(_colorOut));

    /// <summary>As it is into a pipe; a terminal gets no control characters.</summary>
    public void Write(string text) => Terminal.Out.WriteLine(Terminal.OutIsTerminal ? ControlText.ShowLines(text) : text);

    public void Tell(IEnumerable<Line> lines)
    {
        foreach (var line in lines)
        {
            Terminal.Error.WriteLine(line.ToText(_colorError));
        }
    }

    public void Tell(string text) => Tell(Line.Block(text));

    /// <summary>A question, or the like, that waits for an answer on its line.</summary>
    public void Prompt(string text)
    {
        Terminal.Error.Write(ControlText.Show(text));
        Terminal.Error.Flush();
    }

    /// <summary>As it is shown on this screen.</summary>
    public string Paint(Line line) => line.ToText(_colorOut);
}
