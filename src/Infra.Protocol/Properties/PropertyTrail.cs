using System.Globalization;

namespace Infra.Protocol.Properties;

/// <summary>Where in a value a walk through it is, for its error messages; refuses what is nested too deeply.</summary>
internal sealed class PropertyTrail
{
    /// <summary>Enough for anything real, and far from the end of the stack.</summary>
    public const int MaximumDepth = 100;

    /// <summary>A state writes a secret in a secret as text in a text, which doubles with each.</summary>
    private const int MaximumSecrets = 8;

    private readonly Stack<object> _steps = new();
    private int _secrets;

    public void Enter(string key) => Push(key);

    public void Enter(int index) => Push(index);

    public void Leave() => _steps.Pop();

    /// <summary>Into the value of a secret or an output: a level too, or a chain of them would be without end.</summary>
    public void EnterWrapper(bool secret)
    {
        _secrets += secret ? 1 : 0;
        if (_secrets > MaximumSecrets)
        {
            throw Error($"more than {MaximumSecrets} secrets are inside one another");
        }

        Push("value");
    }

    public void LeaveWrapper(bool secret)
    {
        _secrets -= secret ? 1 : 0;
        Leave();
    }

    public PropertyFormatException Error(string problem)
    {
        var path = "";
        foreach (var step in _steps.Reverse())
        {
            path = step is int index ? string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]") : PropertyPath.Append(path, (string)step);
        }

        return new PropertyFormatException(path, problem);
    }

    private void Push(object step)
    {
        if (_steps.Count == MaximumDepth)
        {
            throw Error($"nested more than {MaximumDepth} levels deep");
        }

        _steps.Push(step);
    }
}
