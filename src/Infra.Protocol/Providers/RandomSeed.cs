namespace Infra.Protocol.Providers;

/// <summary>32 bytes for a resource's generated names, made when a provider asks for them.</summary>
public readonly struct RandomSeed(Func<byte[]> make)
{
    /// <summary>Empty where none was given.</summary>
    public ReadOnlySpan<byte> Span => make?.Invoke() ?? [];

    public static implicit operator RandomSeed(byte[] bytes) => new(() => bytes);
}
