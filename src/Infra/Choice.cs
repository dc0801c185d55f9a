using Infra.Hosting;
using Infra.Text;
using Pulumi;

namespace Infra;

/// <summary>A layer that a stack's configuration chooses by name.</summary>
public static class Choice
{
    /// <summary>What the key's value stands for.</summary>
    /// <exception cref="RunException">The value is none of the names.</exception>
    public static T Choose<T>(this Config config, string key, SortedDictionary<string, T> choices) => Of(key, config.Require(key), choices);

    internal static T Of<T>(string key, string name, SortedDictionary<string, T> choices) =>
        choices.TryGetValue(name, out var chosen) ? chosen : throw new RunException(Finding.Impossible(
            Codes.Choice,
            key,
            $"There is no {key} '{name}'.{Suggestion.For(name, choices.Keys)}",
            $"Known are {string.Join(", ", choices.Keys)}:\ninfra config set {key} {choices.Keys.First()}").ToString());
}
