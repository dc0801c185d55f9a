#pragma warning disable RS0030 // the one place that knows the console
using System.Text;

namespace Infra.Cli.Terminal;

/// <summary>The terminal of this process.</summary>
internal sealed class SystemTerminal : ITerminal
{
    private const int UsualWidth = 80;
    private const int UsualHeight = 24;

    public SystemTerminal()
    {
        Out = Console.Out;
        Error = Console.Error;
    }

    public TextWriter Out { get; }

    public TextWriter Error { get; }

    public TextReader In => Console.In;

    public bool InIsTerminal => !Console.IsInputRedirected;

    public bool OutIsTerminal => !Console.IsOutputRedirected;

    public bool ErrorIsTerminal => !Console.IsErrorRedirected;

    public int Width => Measure(() => Console.WindowWidth, UsualWidth);

    public int Height => Measure(() => Console.WindowHeight, UsualHeight);

    public IDisposable InterceptCancelKey(Action pressed) =>
        InIsTerminal ? new CancelKey(pressed) : CancelKey.None;

    public string ReadHidden(string prompt)
    {
        Error.Write(prompt);
        var text = new StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key == ConsoleKey.Backspace)
            {
                text.Length = Math.Max(0, text.Length - 1);
            }
            else if (!char.IsControl(key.KeyChar))
            {
                text.Append(key.KeyChar);
            }
        }

        Error.WriteLine();
        return text.ToString();
    }

    private static int Measure(Func<int> measure, int usual)
    {
        try
        {
            return measure() is > 0 and var size ? size : usual;
        }
        catch (IOException)
        {
            return usual;
        }
    }
}
