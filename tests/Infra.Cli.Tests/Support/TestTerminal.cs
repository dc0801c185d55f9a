using Infra.Cli.Terminal;

namespace Infra.Cli.Tests.Support;

/// <summary>A terminal that types what the test wants and keeps what it was shown.</summary>
internal sealed class TestTerminal(string typed = "", bool isTerminal = false, Action? asked = null) : ITerminal
{
    public StringWriter Output { get; } = new();

    public StringWriter Errors { get; } = new();

    public TextWriter Out => Output;

    public TextWriter Error => Errors;

    public TextReader In { get; } = new Typist(typed, asked);

    public bool InIsTerminal => isTerminal;

    public bool OutIsTerminal => isTerminal;

    public bool ErrorIsTerminal => isTerminal;

    public int Width { get; init; } = 100;

    public int Height { get; init; } = 30;

    public IDisposable InterceptCancelKey(Action pressed) => CancelKey.None;

    public string ReadHidden(string prompt) => In.ReadLine() ?? "";

    /// <summary>Does something before each line it types.</summary>
    private sealed class Typist(string typed, Action? asked) : StringReader(typed)
    {
        public override string? ReadLine()
        {
            asked?.Invoke();
            return base.ReadLine();
        }
    }
}
