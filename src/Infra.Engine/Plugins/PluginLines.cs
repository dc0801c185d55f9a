using System.Text;

namespace Infra.Engine.Plugins;

/// <summary>Lines of a plugin's output; one without an end is cut, so that it cannot fill the memory.</summary>
internal sealed class PluginLines(StreamReader reader)
{
    private const int MaximumLength = 16 * 1024;
    private readonly char[] _buffer = new char[1024];
    private readonly StringBuilder _line = new();
    private int _at;
    private int _end;

    /// <summary>Null at the end.</summary>
    public async ValueTask<string?> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var found = Array.IndexOf(_buffer, '\n', _at, _end - _at);
            var until = found < 0 ? _end : found;
            _line.Append(_buffer, _at, until - _at);
            _at = Math.Min(_end, until + 1);
            if (found >= 0 || _line.Length > MaximumLength)
            {
                return Take();
            }

            (_at, _end) = (0, await reader.ReadAsync(_buffer, cancellationToken));
            if (_end == 0)
            {
                return _line.Length > 0 ? Take() : null;
            }
        }
    }

    private string Take()
    {
        var line = _line.ToString().TrimEnd('\r');
        _line.Clear();
        return line;
    }
}
