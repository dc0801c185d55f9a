using System.Collections.Immutable;
using Infra.Protocol.Properties;

namespace Infra.Protocol.Providers;

/// <summary>A provider call that failed; nothing is known to be half done unless <see cref="MayBeCorrupt"/>.</summary>
public sealed class ProviderException : Exception
{
    public ProviderException(string message, Exception? inner = null, bool mayBeCorrupt = false)
        : base(message, inner) => MayBeCorrupt = mayBeCorrupt;

    /// <summary>The real thing may be in a state that nobody knows.</summary>
    public bool MayBeCorrupt { get; }
}

/// <summary>The thing was made or changed, and is kept in the state, but is not well; the next run tries an update.</summary>
public sealed class InitializationFailedException : Exception
{
    public InitializationFailedException(string id, PropertyMap outputs, PropertyMap? inputs, ImmutableArray<string> reasons)
        : base(string.Join("; ", reasons))
    {
        Id = id;
        Outputs = outputs;
        Inputs = inputs;
        Reasons = reasons;
    }

    public string Id { get; }

    public PropertyMap Outputs { get; }

    public PropertyMap? Inputs { get; }

    public ImmutableArray<string> Reasons { get; }
}
