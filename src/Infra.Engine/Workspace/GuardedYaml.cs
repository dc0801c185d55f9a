using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Infra.Engine.Workspace;

/// <summary>
/// The events of a parser, as long as what they make stays small: nesting that would end the stack and aliases that stand for
/// each other without end are refused before anything is built of them.
/// </summary>
internal sealed class GuardedYaml(IParser parser) : IParser
{
    /// <summary>Enough for anything a person writes.</summary>
    public const int MaximumDepth = 100;

    private const int MaximumNodesWithAliases = 100_000;
    private readonly Stack<(AnchorName Anchor, long Before)> _open = new();
    private readonly Dictionary<AnchorName, long> _sizes = [];
    private long _nodes;

    public ParsingEvent? Current => parser.Current;

    /// <exception cref="YamlException">The file goes beyond a limit.</exception>
    public bool MoveNext()
    {
        if (!parser.MoveNext())
        {
            return false;
        }

        switch (parser.Current)
        {
            case Scalar scalar:
                Note(scalar.Anchor, ++_nodes - 1);
                break;
            case MappingStart or SequenceStart:
                Open((NodeEvent)parser.Current);
                break;
            case MappingEnd or SequenceEnd:
                var (anchor, before) = _open.Pop();
                Note(anchor, before);
                break;
            case AnchorAlias alias:
                Expand(alias);
                break;
        }

        return true;
    }

    private void Open(NodeEvent start)
    {
        _open.Push((start.Anchor, _nodes++));
        if (_open.Count > MaximumDepth)
        {
            throw new YamlException(start.Start, start.End, $"it is nested more than {MaximumDepth} levels deep");
        }
    }

    private void Expand(AnchorAlias alias)
    {
        if (_open.Any(o => o.Anchor == alias.Value))
        {
            throw new YamlException(alias.Start, alias.End, $"the alias *{alias.Value} is inside what it stands for");
        }

        _nodes += _sizes.GetValueOrDefault(alias.Value, 1);
        if (_nodes > MaximumNodesWithAliases)
        {
            throw new YamlException(alias.Start, alias.End, $"its aliases stand for more than {MaximumNodesWithAliases} values");
        }
    }

    private void Note(AnchorName anchor, long before)
    {
        if (!anchor.IsEmpty)
        {
            _sizes[anchor] = _nodes - before;
        }
    }
}
