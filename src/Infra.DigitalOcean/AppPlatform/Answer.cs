using System.Collections.Immutable;
using Infra.Hosting;

namespace Infra.DigitalOcean.AppPlatform;

/// <summary>What a part of a declaration or of the settings comes to.</summary>
/// <param name="Value">Null: nothing; the findings say why, or it was not asked for.</param>
/// <param name="Findings">What there is to say.</param>
internal sealed record Answer<T>(T? Value, ImmutableArray<Finding> Findings)
    where T : class
{
    /// <summary>Not asked for.</summary>
    public static Answer<T> None { get; } = new(null, []);

    public static implicit operator Answer<T>(T value) => new(value, []);

    public static implicit operator Answer<T>(Finding finding) => new(null, [finding]);
}
